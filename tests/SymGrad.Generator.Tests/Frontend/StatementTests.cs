using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>The shape that statements take in the intermediate representation. What they compute is tested by <see cref="EquivalenceTests"/>.</summary>
public sealed class StatementTests
{
    [Fact]
    public void Locals_name_the_values_they_are_initialised_with()
    {
        string dump = Lowering.Dump("""
            [Loss] public static double F([Theta] double slope, [Theta] double intercept, double x, double y)
            {
                double residual = y - (slope * x + intercept);
                return residual * residual;
            }
            """);
        Assert.Equal(
            """
                %4: double = Multiply %0 %2
                %5: double = Add %4 %1
                %6 residual!: double = Subtract %3 %5
                %7: double = Multiply %6 %6
                yield %7

            """,
            dump,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void An_alias_keeps_the_first_name()
    {
        string dump = Lowering.Dump("""
            [Loss] public static double F(double theta, double x)
            {
                double first = theta * x;
                double second = first;
                double third = theta;
                return second + third;
            }
            """);
        Assert.Equal("    %2 first!: double = Multiply %0 %1\n    %3: double = Add %2 %0\n    yield %3\n", dump);
    }

    [Fact]
    public void Equal_work_is_done_once_and_takes_the_declared_name()
    {
        string dump = Lowering.Dump("""
            static double Square(double v) { double inner = v * v; return inner; }
            [Loss] public static double F(double theta, double x)
            {
                double s = Square(theta - x) + x;
                double square = (theta - x) * (theta - x);
                return s * square;
            }
            """);
        Assert.Equal(
            """
                %2 v: double = Subtract %0 %1
                %3 square!: double = Multiply %2 %2
                %4 s!: double = Add %3 %1
                %5: double = Multiply %4 %3
                yield %5

            """,
            dump,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void After_an_early_return_the_rest_belongs_to_the_other_side()
    {
        string dump = Lowering.Dump("""
            [Loss] public static double F(double theta, double x)
            {
                if (x < 0) return theta;
                double s = theta * x;
                if (x > 9) { return s; }
                s += 1;
                return s;
            }
            """);
        Assert.Equal(
            """
                %2: double = 0
                %5: double = 9
                %7: double = 1
                %3: bool = Less %1 %2
                %10: double = branch %3
                    yield %0
                else
                    %4 s!: double = Multiply %0 %1
                    %6: bool = Greater %1 %5
                    %9: double = branch %6
                        yield %4
                    else
                        %8 s!: double = Add %4 %7
                        yield %8
                    yield %9
                yield %10

            """,
            dump,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Where_only_some_paths_return_the_rest_depends_on_a_flag()
    {
        string dump = Lowering.Dump("""
            [Loss] public static double F(double theta, double x)
            {
                if (x > 1) { if (theta > 1) return x; }
                return theta;
            }
            """);
        Assert.Equal(
            """
                %2: double = 1
                %5: double = 0
                %6: bool = 1
                %7: bool = 0
                %3: bool = Greater %1 %2
                %10: double, %11 isDone: bool = branch %3
                    %4: bool = Greater %0 %2
                    %8: double, %9 isDone: bool = branch %4
                        yield %1 %6
                    else
                        yield %5 %7
                    yield %8 %9
                else
                    yield %5 %7
                %12: double = branch %11
                    yield %10
                else
                    yield %0
                yield %12

            """,
            dump,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_side_that_throws_becomes_a_guard_and_no_branch()
    {
        string dump = Lowering.Dump("""
            [Loss] public static double F(double theta, double x)
            {
                double root = x >= 0 ? Math.Sqrt(x) : throw new ArgumentOutOfRangeException(nameof(x), x, "negative");
                if (theta > root) { double excess = theta - root; throw new ArgumentException($"{excess:F1} too large"); }
                return root * theta;
            }
            """);
        Assert.Equal(
            """
                %2: double = 0
                %3: bool = GreaterOrEqual %1 %2
                %4: bool = LogicalNot %3
                guard %4 throws global::System.ArgumentOutOfRangeException("x", %1, "negative")
                    yield
                %5 root!: double = Math.Sqrt({0}) %1
                %6: bool = Greater %0 %5
                guard %6 throws global::System.ArgumentException($[%7:F1][ too large])
                    %7 excess!: double = Subtract %0 %5
                    yield
                %8: double = Multiply %5 %0
                yield %8

            """,
            dump,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_variable_that_a_side_changes_is_a_result_of_the_branch()
    {
        string dump = Lowering.Dump("""
            [Loss] public static double F(double theta, double x)
            {
                double weight = 1, unchanged = theta * x;
                if (x > 2) { weight = theta; double inner = x; unchanged = unchanged; }
                return weight * unchanged;
            }
            """);
        Assert.Equal(
            """
                %2: double = 1
                %4: double = 2
                %3 unchanged!: double = Multiply %0 %1
                %5: bool = Greater %1 %4
                %6 weight!: double = branch %5
                    yield %0
                else
                    yield %2
                %7: double = Multiply %6 %3
                yield %7

            """.Replace("; unchanged = unchanged", "", System.StringComparison.Ordinal),
            dump,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_swap_moves_no_value()
    {
        string dump = Lowering.Dump("""
            [Loss] public static double F(double theta, double x)
            {
                double a = theta, b = x;
                (a, b) = (b, a);
                return a / b;
            }
            """);
        Assert.Equal("    %2: double = Divide %1 %0\n    yield %2\n", dump);
    }

    [Fact]
    public void A_local_constant_keeps_its_name()
    {
        string dump = Lowering.Dump("[Loss] public static double F(double theta) { const double Delta = 1.5; return theta * Delta; }");
        Assert.Equal("    %1 Delta!: double = 1.5\n    %2: double = Multiply %0 %1\n    yield %2\n", dump);
    }

    [Fact]
    public void A_local_constant_does_not_name_a_number_with_another_role()
    {
        string dump = Lowering.Dump(
            "[Loss] public static double F(double theta) { double s = theta * 1.5; const double Delta = 1.5; return s + Delta; }");
        Assert.Equal("    %1: double = 1.5\n    %2 s!: double = Multiply %0 %1\n    %3: double = Add %2 %1\n    yield %3\n", dump);
    }

    [Fact]
    public void The_default_section_of_a_switch_is_tried_last()
    {
        string dump = Lowering.Dump("""
            [Loss] public static double F(double theta, int n)
            {
                switch (n) { default: return 1; case 2: return theta; }
            }
            """);
        Assert.Equal(
            """
                %2: int = 2
                %4: double = 1
                %3: bool = Equal %1 %2
                %5: double = branch %3
                    yield %0
                else
                    yield %4
                yield %5

            """,
            dump,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_switch_expression_without_a_match_throws_as_the_compiler_makes_it()
    {
        string dump = Lowering.Dump("[Loss] public static double F(double theta, int n) => n switch { 1 => theta };");
        Assert.Equal(
            """
                %2: int = 1
                %3: bool = Equal %1 %2
                %4: bool = LogicalNot %3
                guard %4 throws global::System.Runtime.CompilerServices.SwitchExpressionException(%1)
                    yield
                yield %0

            """,
            dump,
            ignoreLineEndingDifferences: true);
    }
}
