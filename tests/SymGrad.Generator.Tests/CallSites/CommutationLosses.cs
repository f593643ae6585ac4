namespace SymGrad.Generator.Tests.CallSites;

/// <summary>Losses that are, or only nearly are, affine in some of their data, or whose gradient is.</summary>
internal static class CommutationLosses
{
    public const string Text =
        """
        using System;
        using SymGrad;

        /// <summary>Losses.</summary>
        public static partial class Losses
        {
            [Loss] public static double Affine([Theta] double t, double x, double y) => 3 * y - t * x + Math.Exp(t);
            [Loss] public static double Bilinear([Theta] double t, double x, double y) => t * x * y;
            [Loss] public static double Squared([Theta] double t, double x, double y) => (y - t * x) * (y - t * x);
            [Loss] public static double Deviation([Theta] double t, double y) => (y - t) * (y - t);
            [Loss] public static double Cancelling([Theta] double t, double y) => (y - t) * (y - t) - y * y;
            [Loss] public static double CancellingCubic([Theta] double t, double y) => Math.Pow(y + t, 3) - y * y * y - 3 * t * y * y;
            [Loss] public static double DataOnly([Theta] double t, double x, double y) => Math.Sin(x) * y + t * y;
            [Loss] public static double Ratio([Theta] double t, double x, double y) => t * x / y;
            [Loss] public static double RatioOfTheta([Theta] double t, double x) => x / t + x / (1 + t * t) - Math.Log(t);
            [Loss] public static double Poisson([Theta] double t, double k, double e) => e * Math.Exp(t) - k * t;
            [Loss] public static double Logistic([Theta] double t, double x, double y) => Math.Log(1 + Math.Exp(t * x)) - y * t * x;
            [Loss] public static double Absolute([Theta] double t, double x, double y) => Math.Abs(y - t * x);
            [Loss] public static double Larger([Theta] double t, double x, double y) => t * Math.Max(x, y);
            [Loss] public static double ByData([Theta] double t, double x, double y) => x > y ? t * x : t * y;
            [Loss] public static double ByTheta([Theta] double t, double x, double y) => t > 1 ? t * x : t * t * y;
            [Loss] public static double ByOther([Theta] double t, double x, double n) => n > 1 ? t * x : -x;
            [Loss] public static double Guarded([Theta] double t, double x) => x > 100 ? throw new ArgumentException("x") : t * x;
            [Loss] public static double Rounded([Theta] double t, double x) => t * Math.Round(x);
            [Loss] public static double Truncated([Theta] double t, double x) => t * (int)x;
            [Loss] public static double Constant([Theta] double t, double x) => t * t + x - x;
            [Loss] public static double Huber([Theta] double t, double y, double d) => Math.Abs(y - t) < d ? (y - t) * (y - t) / 2 : d * (Math.Abs(y - t) - d / 2);
            [Loss] public static double Layer([Theta] double t, double x, double u) => u * Math.Tanh(t * x);
            [Loss] public static double Two([Theta] double a, [Theta] double b, double x, double y) => a * x + b * y + Math.Exp(x);
            [Loss] public static double Single([Theta] float t, float x, double y) => t * x + t * t * y;

            [Loss]
            public static double Dot([Theta] double[] w, double[] x, double y)
            {
                double sum = -y;
                for (int i = 0; i < w.Length; i++) { sum += Math.Exp(w[i]) * x[i]; }
                return sum;
            }

            [Loss]
            public static double DotSquared([Theta] double[] w, double[] x, double y)
            {
                double sum = -y;
                for (int i = 0; i < w.Length; i++) { sum += w[i] * x[i]; }
                return sum * sum;
            }

            [Loss]
            public static double Cluster([Theta] double[] w, double[] x)
            {
                double sum = 0;
                for (int i = 0; i < w.Length; i++) { sum += (x[i] - w[i]) * (x[i] - w[i]); }
                return sum;
            }

            [Loss]
            public static double Product([Theta] double t, double[] x)
            {
                double product = t;
                foreach (double value in x) { product *= value; }
                return product;
            }

            [Loss]
            public static double Stored([Theta] double[] w, double[] x, double y)
            {
                double[] hidden = new double[2];
                for (int j = 0; j < 2; j++)
                {
                    for (int i = 0; i < w.Length; i++) { hidden[j] += (j + w[i]) * x[i]; }
                }

                return hidden[0] - y * hidden[1];
            }

            [Loss]
            public static double StoredAt([Theta] double t, double[] x, int at)
            {
                double[] hidden = new double[3];
                hidden[at % 3] = x[0];
                return t * hidden[1] + x[1];
            }

            [Loss]
            public static double Counted([Theta] double t, double x, int n)
            {
                double sum = 0;
                for (int i = 0; i < n; i++) { sum += t * x; }
                return sum;
            }

            [Loss]
            public static double While([Theta] double t, double x)
            {
                double sum = x;
                while (sum < 10) { sum += 1 + t * x; }
                return sum;
            }

            [Loss]
            public static double Recurrence([Theta] double t, double[] x)
            {
                double state = 0;
                foreach (double value in x) { state = t * state + value; }
                return state;
            }

            [Loss]
            public static double NonlinearRecurrence([Theta] double t, double[] x)
            {
                double state = 0;
                foreach (double value in x) { state = Math.Tanh(t * state) + value; }
                return state;
            }

            private static double Repeated(double x, int n) => n == 0 ? 0 : x + Repeated(x, n - 1);

            [Loss] public static double Recursive([Theta] double t, double x) => t * Repeated(x, 3);

            [Loss] public static double RecursiveDeviation([Theta] double t, double x, double y) => (y - t) * (y - t) + Repeated(x, 2);
        }
        """;
}
