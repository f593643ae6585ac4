using System;
using System.Linq;
using System.Reflection;
using SymGrad.Testing;

namespace SymGrad.EndToEnd.Tests.Plans;

/// <summary>Losses of every rung, compiled once, and their objectives.</summary>
public sealed class PlanLosses : IDisposable
{
    private const string Source = """
        using System;
        using SymGrad;

        public static partial class Losses
        {
            [Loss]
            public static double Line([Theta] double slope, [Theta] double intercept, double x, double y)
            {
                double residual = y - (slope * x + intercept);
                return residual * residual;
            }

            [Loss]
            public static float SingleLine([Theta] float slope, [Theta] float intercept, float x, float y)
            {
                float residual = y - (slope * x + intercept);
                return residual * residual;
            }

            [Loss]
            public static double Quartic([Theta] double slope, [Theta] double intercept, double x, double y)
            {
                double residual = y - (slope * x + intercept);
                return residual * residual * residual * residual;
            }

            [Loss]
            public static double Growth([Theta] double scale, [Theta] double rate, double x, double y)
            {
                double residual = y - scale * Math.Exp(rate) * x;
                return residual * residual;
            }

            [Loss]
            public static double Offset([Theta] double level, [Theta] double scale, double x, double y) => Math.Exp(level + x) - y * (level + x) + scale * scale;

            [Loss]
            public static double Direction([Theta] double angle, [Theta] double concentration, double x, double y)
                => -concentration * (Math.Cos(x - angle) + Math.Sin(y + angle)) + concentration * concentration;

            [Loss]
            public static double Softplus([Theta] double rate, [Theta] double scale, double x, double y)
                => Math.Log(1 + Math.Exp(rate)) * x + scale * scale * y;

            [Loss]
            public static double Lopsided([Theta] double slope, [Theta] double intercept, double x, double y)
            {
                double residual = y - (slope * x + intercept);
                return x > 1 ? 3 * residual * residual : residual * residual;
            }

            [Loss]
            public static double Quotient([Theta] double slope, [Theta] double intercept, double x, double y)
                => x / x * slope * slope + y * intercept * intercept;

            [Loss]
            public static double Saddle([Theta] double slope, [Theta] double intercept, double x, double y)
                => x * x * slope * slope - y * y * intercept * intercept;

            [Loss]
            public static double Slide([Theta] double slope, [Theta] double intercept, double x, double y)
                => x * x * slope * slope - y * intercept;

            [Loss]
            public static double Deviation([Theta] double slope, [Theta] double intercept, double x, double y) => y - slope * x - intercept;

            [Loss]
            public static double Logistic([Theta] double slope, [Theta] double intercept, double x, double y)
                => Math.Log(1 + Math.Exp(-y * (slope * x + intercept)));

            [Loss]
            public static double Ridge([Theta] double slope, [Theta] double intercept) => slope * slope + intercept * intercept;

            [Loss]
            public static double Lasso([Theta] double slope) => Math.Abs(slope);

            [Loss]
            public static double Row([Theta] ReadOnlySpan<double> weights, [Theta] double bias, ReadOnlySpan<double> x, double y)
            {
                double prediction = bias;
                for (int i = 0; i < weights.Length; i++)
                {
                    prediction += weights[i] * x[i];
                }

                double residual = y - prediction;
                return residual * residual;
            }

            [Loss]
            public static double Scaled([Theta] double scale, [Theta] double shift, ReadOnlySpan<double> x, double y)
            {
                double sum = shift;
                foreach (double value in x)
                {
                    sum += scale * value;
                }

                return (y - sum) * (y - sum);
            }

            [Loss]
            public static double Layered([Theta] double[] weights, [Theta] double bias, double[] x, double y)
            {
                Span<double> layer = stackalloc double[3];
                double total = 0;
                for (int k = 0; k < 3; k++)
                {
                    double sum = bias;
                    for (int i = 0; i < weights.Length; i++)
                    {
                        sum += weights[i] * x[i] * (k + 1);
                    }

                    layer[k] = sum;
                }

                for (int k = 0; k < 3; k++)
                {
                    layer[k] = layer[k] - y;
                    total += layer[k] * layer[k] + (x[0] > 0 ? weights[0] * layer[0] : bias * bias);
                }

                return total;
            }
        }
        """;

    private readonly GeneratorRun run = GeneratorRunner.Run(Source);
    private readonly LoadedAssembly assembly;

    public PlanLosses() => assembly = LoadedAssembly.Load(run.Output);

    /// <summary>The mean of a loss over two columns, or over rows and a column.</summary>
    public Objective<double> Create(string loss, params object[] arguments) => (Objective<double>)CreateAny(loss, arguments);

    public object CreateAny(string loss, params object[] arguments)
    {
        ConstructorInfo constructor = assembly.Assembly.GetType("Losses")!.GetNestedType(loss + "Objective")!.GetConstructors().Single();
        object?[] given = [.. constructor.GetParameters().Select((p, i) => i < arguments.Length ? Convert(arguments[i]) : Type.Missing)];
        return constructor.Invoke(BindingFlags.OptionalParamBinding, null, given, null);
    }

    public void Dispose()
    {
        assembly.Dispose();
        run.Dispose();
    }

    private static object Convert(object argument) => argument switch
    {
        double[] column => Column.From(column),
        float[] column => Column.From(column),
        int length => new Shape(length),
        _ => argument,
    };
}
