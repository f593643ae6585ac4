using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>Which loops are counted, and what an iteration carries.</summary>
public sealed class LoopTests
{
    [Fact]
    public void A_loop_that_counts_up_is_counted() => AssertOutline(
        """
        [Loss] public static double F(ReadOnlySpan<double> theta, int n) { double s = 0; for (int i = 0; i < n; i++) s += theta[i]; return s; }
        """,
        """
        %1 s!: double = loop %2 i: int from 0 while Less n step 1, %3 s!: double from 0d
            %4: double = element theta %2
            %5 s!: double = Add %3 %4
            yield %5
        yield %1
        """);

    [Fact]
    public void A_loop_that_counts_down_is_counted() => AssertOutline(
        """
        [Loss] public static double F(ReadOnlySpan<double> theta, int n) { double s = 0; for (int i = n - 1; i >= 0; i--) s += theta[i]; return s; }
        """,
        """
        %1 i!: int = Subtract n 1
        %2 s!: double = loop %3 i: int from %1 while GreaterOrEqual 0 step -1, %4 s!: double from 0d
            %5: double = element theta %3
            %6 s!: double = Add %4 %5
            yield %6
        yield %2
        """);

    [Fact]
    public void A_stepped_loop_with_the_operands_reversed_is_counted() => AssertOutline(
        """
        [Loss] public static double F(ReadOnlySpan<double> theta, int n) { double s = 0; for (int i = 1; n > i; i += 3) s += theta[i]; return s; }
        """,
        """
        %1 s!: double = loop %2 i: int from 1 while Less n step 3, %3 s!: double from 0d
            %4: double = element theta %2
            %5 s!: double = Add %3 %4
            yield %5
        yield %1
        """);

    [Fact]
    public void A_stepped_loop_downwards_with_the_operands_reversed_is_counted() => AssertOutline(
        """
        [Loss] public static double F(ReadOnlySpan<double> theta, int n) { double s = 0; for (int i = n; 0 <= i; i -= 2) s += theta[i]; return s; }
        """,
        """
        %1 s!: double = loop %2 i: int from n while GreaterOrEqual 0 step -2, %3 s!: double from 0d
            %4: double = element theta %2
            %5 s!: double = Add %3 %4
            yield %5
        yield %1
        """);

    [Fact]
    public void A_bound_that_is_included_and_computed_is_counted() => AssertOutline(
        """
        [Loss] public static double F(ReadOnlySpan<double> theta, int n) { double s = 0; for (int i = 0; i <= Math.Min(n, theta.Length - 1); ++i) s += theta[i]; return s; }
        """,
        """
        %1: int = length theta
        %2: int = Subtract %1 1
        %3: int = Math.Min({0}, {1}) n %2
        %4 s!: double = loop %5 i: int from 0 while LessOrEqual %3 step 1, %6 s!: double from 0d
            %7: double = element theta %5
            %8 s!: double = Add %6 %7
            yield %8
        yield %4
        """);

    [Fact]
    public void Bounds_from_data_are_counted() => AssertOutline(
        """
        [Loss] public static double F(ReadOnlySpan<double> theta, ReadOnlySpan<int> ends, int n) { double s = 0; for (int i = 0; i < n; i++) for (int j = ends[i]; j < ends[i + 1]; j++) s += theta[j]; return s; }
        """,
        """
        %1 s!: double = loop %2 i: int from 0 while Less n step 1, %3 s!: double from 0d
            %4 j!: int = element ends %2
            %5: int = Add %2 1
            %6: int = element ends %5
            %7 s!: double = loop %8 j: int from %4 while Less %6 step 1, %9 s!: double from %3
                %10: double = element theta %8
                %11 s!: double = Add %9 %10
                yield %11
            yield %7
        yield %1
        """);

    [Fact]
    public void A_loop_whose_bound_changes_tests_it_each_time() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = 0; for (int i = 0; i < n; i++) { n--; s += theta; } return s; }
        """,
        """
        %1 n!: int, %2 s!: double, %3 i!: int = loop while, %4 n!: int from n, %5 s!: double from 0d, %6 i!: int from 0
            %7: bool = Less %6 %4
            yield %7
        do
            %8 n!: int = Subtract %4 1
            %9 s!: double = Add %5 theta
            %10 i!: int = Add %6 1
            yield %8 %9 %10
        yield %2
        """);

    [Fact]
    public void A_loop_whose_index_changes_in_its_body_is_not_counted() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = 0; for (int i = 0; i < n; i++) { if (s > 4) i++; s += theta; } return s; }
        """,
        """
        %1 i!: int, %2 s!: double = loop while, %3 i!: int from 0, %4 s!: double from 0d
            %5: bool = Less %3 n
            yield %5
        do
            %6: bool = Greater %4 4d
            %7 i!: int = branch %6
                %8 i!: int = Add %3 1
                yield %8
            else
                yield %3
            %9 s!: double = Add %4 theta
            %10 i!: int = Add %7 1
            yield %10 %9
        yield %2
        """);

    [Fact]
    public void A_test_for_inequality_is_not_counted() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = 0; for (int i = 0; i != n; i++) s += theta; return s; }
        """,
        """
        %1 s!: double, %2 i!: int = loop while, %3 s!: double from 0d, %4 i!: int from 0
            %5: bool = NotEqual %4 n
            yield %5
        do
            %6 s!: double = Add %3 theta
            %7 i!: int = Add %4 1
            yield %6 %7
        yield %1
        """);

    [Fact]
    public void An_empty_increment_is_not_counted() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = 0; for (int i = 0; i < n; ) { s += theta; i += 2; } return s; }
        """,
        """
        %1 s!: double, %2 i!: int = loop while, %3 s!: double from 0d, %4 i!: int from 0
            %5: bool = Less %4 n
            yield %5
        do
            %6 s!: double = Add %3 theta
            %7 i!: int = Add %4 2
            yield %6 %7
        yield %1
        """);

    [Fact]
    public void A_long_index_is_not_counted() => AssertOutline(
        """
        [Loss] public static double F(double theta, long n) { double s = 0; for (long i = 0; i < n; i++) s += theta; return s; }
        """,
        """
        %1 s!: double, %2 i!: long = loop while, %3 s!: double from 0d, %4 i!: long from 0
            %5: bool = Less %4 n
            yield %5
        do
            %6 s!: double = Add %3 theta
            %7 i!: long = Add %4 1
            yield %6 %7
        yield %1
        """);

    [Fact]
    public void An_index_that_outlives_the_loop_is_not_counted() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = 0; int i; for (i = 0; i < n; i++) s += theta; return s * i; }
        """,
        """
        %1 s!: double, %2 i!: int = loop while, %3 s!: double from 0d, %4 i!: int from 0
            %5: bool = Less %4 n
            yield %5
        do
            %6 s!: double = Add %3 theta
            %7 i!: int = Add %4 1
            yield %6 %7
        %8: double = Convert int %2
        %9: double = Multiply %1 %8
        yield %9
        """);

    [Fact]
    public void Foreach_goes_through_the_elements() => AssertOutline(
        """
        [Loss] public static double F(double theta, ReadOnlySpan<double> x) { double s = 0; foreach (double v in x) s += v * theta; return s; }
        """,
        """
        %1: int = length x
        %2 s!: double = loop %3 i: int from 0 while Less %1 step 1, %4 s!: double from 0d
            %5 v!: double = element x %3
            %6: double = Multiply %5 theta
            %7 s!: double = Add %4 %6
            yield %7
        yield %2
        """);

    [Fact]
    public void Foreach_converts_to_the_type_of_its_variable() => AssertOutline(
        """
        [Loss] public static double F(double theta, ReadOnlySpan<float> x) { double s = 0; foreach (double v in x) s += v * theta; return s; }
        """,
        """
        %1: int = length x
        %2 s!: double = loop %3 i: int from 0 while Less %1 step 1, %4 s!: double from 0d
            %5: float = element x %3
            %6 v!: double = Convert float %5
            %7: double = Multiply %6 theta
            %8 s!: double = Add %4 %7
            yield %8
        yield %2
        """);

    [Fact]
    public void Variables_of_an_iteration_are_not_carried() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { double s = 0; for (int i = 0; i < n; i++) { double v = theta * i; double w; w = v * v; s += w; } return s; }
        """,
        """
        %1 s!: double = loop %2 i: int from 0 while Less n step 1, %3 s!: double from 0d
            %4: double = Convert int %2
            %5 v!: double = Multiply theta %4
            %6 w!: double = Multiply %5 %5
            %7 s!: double = Add %3 %6
            yield %7
        yield %1
        """);

    [Fact]
    public void A_tuple_is_carried_in_its_parts() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { (double a, double b) p = (theta, 1); for (int i = 0; i < n; i++) p = (p.b, p.a + p.b); return p.a; }
        """,
        """
        %1 p1: double, %2 p2: double = loop %3 i: int from 0 while Less n step 1, %4 p1: double from theta, %5 p2: double from 1d
            %6 p2: double = Add %4 %5
            yield %5 %6
        yield %1
        """);

    private static void AssertOutline(string members, string expected)
        => Assert.Equal(expected, Lowering.Outline(members).TrimEnd(), ignoreLineEndingDifferences: true);
}
