using System.Linq;
using SymGrad.Testing;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>Enumerations as data, in conditions and in switches.</summary>
public sealed class EnumerationTests
{
    private const string Kinds = "public enum Kind { Square, Huber, Absolute = 3 }";

    [Fact]
    public void Data_that_a_switch_expression_decides_by() => Accept.Loss($$"""
        {{Kinds}}

        [Loss]
        public static double F([Theta] double a, Kind kind, double x) => kind switch
        {
            Kind.Square => a * a * x,
            Kind.Huber or Kind.Absolute => Math.Exp(a * x),
            _ => a,
        };
        """);

    [Fact]
    public void Data_that_a_switch_statement_decides_by() => Accept.Loss($$"""
        {{Kinds}}

        [Loss]
        public static double F([Theta] double a, double x, in Kind kind)
        {
            switch (kind)
            {
                case Kind.Square:
                    return a * a * x;
                case Kind.Huber when x > 0:
                    return Math.Sin(a) * x;
                case Kind.Absolute:
                    a *= 2;
                    break;
            }

            return a * x;
        }
        """);

    [Theory]
    [InlineData("byte")]
    [InlineData("sbyte")]
    [InlineData("short")]
    [InlineData("ushort")]
    [InlineData("int")]
    [InlineData("uint")]
    [InlineData("long")]
    [InlineData("ulong")]
    public void Comparisons_with_any_number_behind_it(string number) => Accept.Loss($$"""
        public enum Level : {{number}} { None, Low, High = 3 }

        [Loss]
        public static double F([Theta] double a, Level level, Level other)
        {
            double sum = level == Level.Low ? a * a : a;
            sum *= level >= Level.High || other != level ? 2 + a : 1;
            return level is > Level.None and not Level.High ? sum * (int)level : sum * (double)other;
        }
        """);

    [Fact]
    public void Local_variables_helpers_tuples_and_conversions() => Accept.Loss($$"""
        {{Kinds}}

        private static readonly Kind Preferred = Kind.Huber;

        [Loss]
        public static double F([Theta] double a, int n, bool flag, Kind kind)
        {
            Kind local = flag ? Kind.Absolute : default;
            (Kind First, double Second) pair = (Next(local), a * a);
            local = (Kind)n;
            return local == kind ? pair.Second : pair.First == Preferred ? a : Of(local, a) + Of(kind, pair.Second);
        }

        private static Kind Next(Kind kind) => kind == Kind.Square ? Kind.Huber : Kind.Square;

        private static double Of(Kind kind, double u) => kind == Kind.Square ? u * u : u;
        """);

    [Fact]
    public void Flags() => Accept.Loss("""
        [Flags]
        public enum Parts { None = 0, Slope = 1, Curve = 2, Both = Slope | Curve }

        [Loss]
        public static double F([Theta] double a, Parts parts, double x)
            => ((parts & Parts.Slope) != 0 ? a * x : 1) + ((parts | Parts.Slope) == Parts.Both ? a * a * x : 0) + ((parts ^ Parts.Both) == 0 ? a : 0);
        """);

    [Fact]
    public void Members_of_structs() => Accept.Loss($$"""
        {{Kinds}}

        public readonly record struct Item(double X, Kind Kind);

        [Loss]
        public static double F([Theta] double a, Item item) => item.Kind == Kind.Square ? a * a * item.X : a + item.X;
        """);

    [Fact]
    public void Names_that_are_taken() => Accept.Loss($$"""
        {{Kinds}}

        [Loss]
        public static double F([Theta] double kindNumber, Kind kind, Kind @switch)
        {
            double kindNumber2 = kindNumber * kindNumber;
            return kind == Kind.Square ? kindNumber2 : @switch == Kind.Huber ? kindNumber : 1;
        }
        """);

    [Fact]
    public void Sums_take_the_place_of_items_with_enumerations() => Accept.Loss($$"""
        {{Kinds}}

        [Loss]
        public static double F([Theta] double a, [Theta] double b, Kind kind, double x)
        {
            double residual = a * x + b * (int)kind - 1;
            return residual * residual;
        }
        """);

    [Fact]
    public void Generated_code_names_the_members()
    {
        using GeneratorRun run = GeneratorRunner.Run($$"""
            using SymGrad;
            public static partial class Losses
            {
                {{Kinds}}

                [Loss]
                public static double F([Theta] double a, Kind kind) => kind switch { Kind.Huber => a * a, _ => a };
            }
            """, new GeneratorRunOptions { RunChecks = false });
        Assert.Contains("return (int)kind == (int)Kind.Huber ? 2.0 * a : 1.0;", run.Files.Single().Text, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("double F([Theta] Kind kind) => (double)kind", "SYMG0006")]
    [InlineData("double F([Theta] double a, Kind[] kinds) => a", "SYMG0006")]
    [InlineData("double F([Theta] double a, Kind kind) => a * (double)(kind + 1)", "SYMG3001")]
    [InlineData("double F([Theta] double a, Kind kind) => a * (double)~kind", "SYMG3001")]
    [InlineData("double F([Theta] double a, Kind kind) { kind++; return a * (double)kind; }", "SYMG3001")]
    [InlineData("double F([Theta] double a, Kind kind) => kind.HasFlag(Kind.Huber) ? a : 1", "SYMG3001,SYMG3002")]
    [InlineData("double F([Theta] double a, Kind? kind) => kind == Kind.Huber ? a : 1", "SYMG0006")]
    [InlineData("double F([Theta] double a, Kind kind) => a > 0 ? a : throw new System.ArgumentException($\"{kind}\")", "SYMG3001")]
    public void What_enumerations_are_not_for(string loss, string ids)
    {
        string end = loss.EndsWith('}') ? "" : ";";
        using GeneratorRun run = GeneratorRunner.Run(
            $"using SymGrad;\npublic static partial class Losses\n{{\n{Kinds}\n[Loss] public static {loss}{end}\n}}\n", new GeneratorRunOptions { RunChecks = false });
        Assert.Contains(Assert.Single(run.Diagnostics, d => d.Id is "SYMG0006" or "SYMG3001" or "SYMG3002").Id, ids.Split(','));
    }
}
