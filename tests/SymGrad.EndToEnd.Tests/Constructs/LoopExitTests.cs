using System;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>The ways out of a loop: break, continue, return, switch, exceptions.</summary>
public sealed class LoopExitTests
{
    [Fact]
    public void Break() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double b)
        {
            double sum = b;
            for (int i = 0; i < a.Length; i++)
            {
                sum += a[i] * b;
                if (sum > 2)
                {
                    break;
                }

                sum = Math.Sin(sum) * 2;
            }

            return sum * sum;
        }
        """, Sample.Of(("a", 6)), Sample.Of(("a", 6)).Between("a", 1, 2).Between("b", 1, 2));

    [Fact]
    public void Continue() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<bool> mask)
        {
            double sum = 1;
            for (int i = 0; i < a.Length; i++)
            {
                if (!mask[i])
                {
                    continue;
                }

                sum *= a[i];
            }

            return sum;
        }
        """, Sample.Of(("a", 5), ("mask", 5)));

    [Fact]
    public void Break_and_continue_in_one_loop() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double b)
        {
            double sum = 0;
            foreach (double value in a)
            {
                if (value < -1)
                {
                    sum += b;
                    continue;
                }

                if (sum > 3)
                {
                    break;
                }

                sum += value * value * b;
            }

            return sum;
        }
        """, Sample.Of(("a", 8)), Sample.Of(("a", 8)).Between("b", 2, 3));

    [Fact]
    public void Nested_loops_with_early_exit() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, int n)
        {
            double sum = 0;
            bool isDone = false;
            for (int i = 0; i < n && !isDone; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    sum += a[i * n + j] * a[j];
                    if (sum > 1.5)
                    {
                        isDone = true;
                        break;
                    }

                    if (sum < -1)
                    {
                        sum = -sum;
                        break;
                    }
                }
            }

            return sum * a[0];
        }
        """, Sample.Of(("a", 9)).With("n", 3), Sample.Of(("a", 16)).With("n", 4));

    [Fact]
    public void Return_inside_nested_loops() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double b, int n)
        {
            double sum = b;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    sum += a[i * n + j] * sum;
                    if (sum > 2)
                    {
                        return sum * a[j];
                    }
                }

                if (sum < -2)
                {
                    return Math.Exp(sum) * a[i];
                }
            }

            return b * sum;
        }
        """, Sample.Of(("a", 9)).With("n", 3), Sample.Of(("a", 9)).With("n", 3).Between("a", -0.1, 0.1).Between("b", -1, 1));

    [Fact]
    public void Search_that_returns_what_it_found() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, [Theta] double b, ReadOnlySpan<double> knots, double x)
        {
            return a[Find(knots, x)] * b * x;
        }

        private static int Find(ReadOnlySpan<double> knots, double x)
        {
            for (int i = 0; i < knots.Length; i++)
            {
                if (x < knots[i])
                {
                    return i;
                }
            }

            return knots.Length;
        }
        """, Sample.Of(("a", 4)).With("knots", new[] { -1.0, 0.0, 1.0 }));

    [Fact]
    public void Foreach_with_early_return() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a)
        {
            double sum = 1;
            foreach (double value in a)
            {
                if (value > 1)
                {
                    return sum * value;
                }

                sum += value * value;
            }

            return sum * sum;
        }
        """, Sample.Of(("a", 4)), Sample.Of(("a", 2)).Between("a", -1, 0));

    [Fact]
    public void Switch_in_a_loop() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<int> kinds)
        {
            double state = 1;
            for (int i = 0; i < kinds.Length; i++)
            {
                switch (kinds[i])
                {
                    case 0:
                        state += a[0];
                        break;
                    case 1:
                        state *= a[1];
                        continue;
                    case 2 when state > 0:
                        state = Math.Log(1 + state);
                        break;
                    case 3:
                        return state * a[2];
                    default:
                        state -= a[2] * a[2];
                        break;
                }

                state = Math.Sin(state);
            }

            return state;
        }
        """,
        Sample.Of(("a", 3)).With("kinds", new[] { 0, 1, 2, 4, 1, 2, 0 }),
        Sample.Of(("a", 3)).With("kinds", new[] { 4, 2, 3, 0 }));

    [Fact]
    public void Switch_expression_in_a_loop() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<int> kinds)
        {
            double state = 0.5;
            foreach (int kind in kinds)
            {
                state = kind switch
                {
                    0 => state * a[0],
                    1 => Math.Exp(-state * state),
                    _ => a[kind] - state,
                };
            }

            return state;
        }
        """, Sample.Of(("a", 4), ("kinds", 6)).Below("kinds", 4));

    [Fact]
    public void Guards_in_loops() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, ReadOnlySpan<double> x)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                if (x[i] <= 0)
                {
                    throw new ArgumentException($"x[{i}] is not positive.", nameof(x));
                }

                sum += a[i] * Math.Log(x[i]);
            }

            return sum * sum;
        }
        """,
        Sample.Of(("a", 3), ("x", 3)).Between("x", 0.5, 2),
        Sample.Of(("a", 3)).With("x", new[] { 1.0, 2.0, -1.0 }).Throws<ArgumentException>());

    [Fact]
    public void Guards_on_what_the_loop_carries() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, int n)
        {
            double x = a;
            for (int i = 0; i < n; i++)
            {
                x = x * x + a;
                if (x > 1e6)
                {
                    throw new InvalidOperationException("diverged");
                }
            }

            return x;
        }
        """,
        Sample.Any.Between("a", -1, 0.2).With("n", 6),
        Sample.Any.Between("a", 1, 2).With("n", 20).Throws<InvalidOperationException>());

    [Fact]
    public void Too_many_iterations_throw() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, int most)
        {
            double x = 1;
            int count = 0;
            while (Math.Abs(x * x - a) > 1e-9)
            {
                if (++count > most)
                {
                    throw new InvalidOperationException("no convergence");
                }

                x = 0.5 * (x + a / x);
            }

            return x * x * x;
        }
        """,
        Sample.Any.Between("a", 0.5, 3).With("most", 50),
        Sample.Any.Between("a", 2, 3).With("most", 1).Throws<InvalidOperationException>());

    [Fact]
    public void Break_in_a_loop_that_starts_at_the_outer_index() => Accept.Loss("""
        [Loss]
        public static double F([Theta] ReadOnlySpan<double> a, double limit)
        {
            double sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                for (int j = i; j >= 0; j--)
                {
                    if (a[j] > limit)
                    {
                        break;
                    }

                    sum += a[j] * a[j];
                }
            }

            return sum;
        }
        """, Sample.Of(("a", 5)).Between("a", -2, 2), Sample.Of(("a", 3)).Between("limit", 1, 3));

    [Fact]
    public void A_loop_whose_reads_of_theta_matter_to_nothing() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double[] a, [Theta] double[] b, double y)
        {
            double[] kept = { -0.7, 0.3 };
            int k = 0;
            while (++k < 6)
            {
                if (a[b.Length % a.Length] > kept[k % kept.Length])
                {
                    ref double last = ref kept[0];
                }
            }

            return y + kept[1];
        }
        """, Sample.Of(("a", 2), ("b", 3)));
}
