using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>How arrays are made, sliced and read.</summary>
public sealed class ArrayTests
{
    [Fact]
    public void An_element_is_read_where_it_stands() => AssertOutline(
        """
        [Loss] public static double F(double[] theta, ReadOnlySpan<float> x, int i) => theta[i] * x[i + 1];
        """,
        """
        %1: double = element theta i
        %2: int = Add i 1
        %3: float = element x %2
        %4: double = Convert float %3
        %5: double = Multiply %1 %4
        yield %5
        """);

    [Fact]
    public void An_index_from_the_end_is_computed_from_the_length() => AssertOutline(
        """
        [Loss] public static double F(ReadOnlySpan<double> theta, double[] x) => theta[^1] * x[^2];
        """,
        """
        %1: int = length theta
        %2: int = Subtract %1 1
        %3: double = element theta %2
        %4: int = length x
        %5: int = Subtract %4 2
        %6: double = element x %5
        %7: double = Multiply %3 %6
        yield %7
        """);

    [Fact]
    public void A_range_of_a_span_is_a_slice() => AssertOutline(
        """
        [Loss] public static double F(ReadOnlySpan<double> theta, int a, int b) { var part = theta[a..b]; return part[0] * theta[1..][0] * theta[..b][1] * theta[a..^1].Length; }
        """,
        """
        %1: int = Subtract b a
        %2 part!: double[] = slice theta a %1
        %3: double = element %2 0
        %4: double[] = slice theta 1
        %5: double = element %4 0
        %6: double = Multiply %3 %5
        %7: double[] = slice theta 0 b
        %8: double = element %7 1
        %9: double = Multiply %6 %8
        %10: int = length theta
        %11: int = Subtract %10 1
        %12: int = Subtract %11 a
        %13: double[] = slice theta a %12
        %14: int = length %13
        %15: double = Convert int %14
        %16: double = Multiply %9 %15
        yield %16
        """);

    [Fact]
    public void Slices_of_rows_start_at_computed_places() => AssertOutline(
        """
        [Loss] public static double F(ReadOnlySpan<double> theta, int i, int d) { ReadOnlySpan<double> row = theta.Slice(i * d, d); return row[0] * theta.Slice(2)[0]; }
        """,
        """
        %1: int = Multiply i d
        %2 row!: double[] = slice theta %1 d
        %3: double = element %2 0
        %4: double[] = slice theta 2
        %5: double = element %4 0
        %6: double = Multiply %3 %5
        yield %6
        """);

    [Fact]
    public void A_range_of_an_array_is_a_copy() => AssertOutline(
        """
        [Loss] public static double F(double[] theta) { double[] part = theta[1..]; part[0] = 2; return part[0] * theta[1] + part[1]; }
        """,
        """
        %1: double[] = slice theta 1
        %2: int = length %1
        %3 part!: double[] = allocate %2
        loop %4 i: int from 0 while Less %2 step 1
            %5: double = element %1 %4
            store %3[%4] %5
            yield
        store %3[0] 2d
        %6: double = element theta 1
        %7: double = Multiply 2d %6
        %8: double = element %3 1
        %9: double = Add %7 %8
        yield %9
        """);

    [Fact]
    public void Conversions_between_arrays_and_spans_are_no_operations() => AssertOutline(
        """
        [Loss] public static double F(double[] theta) { ReadOnlySpan<double> all = theta; Span<double> same = theta.AsSpan(); return all[0] * same[0] + theta.AsSpan(1, 2)[0]; }
        """,
        """
        %1: double = element theta 0
        %2: double = Multiply %1 %1
        %3: double[] = slice theta 1 2
        %4: double = element %3 0
        %5: double = Add %2 %4
        yield %5
        """);

    [Fact]
    public void Stack_and_heap_arrays_are_allocations() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { Span<double> a = stackalloc double[n]; Span<float> b = stackalloc float[3]; double[] c = new double[n]; a[0] = theta; b[1] = (float)theta; c[2] = a[0] + b[0]; return c[2]; }
        """,
        """
        %1 a!: double[] = allocate n
        %2 b!: float[] = allocate 3
        %3 c!: double[] = allocate n
        store %1[0] theta
        %4: float = Convert double theta
        store %2[1] %4
        %5: float = element %2 0
        %6: double = Convert float %5
        %7: double = Add theta %6
        store %3[2] %7
        yield %7
        """);

    [Fact]
    public void Initial_elements_are_stored() => AssertOutline(
        """
        [Loss] public static double F(double theta) { double[] a = { theta, 1 }; int[] b = new[] { 1, 0 }; Span<double> c = [2, theta]; Span<double> d = stackalloc[] { 3.0, theta }; return a[b[0]] * c[1] * d[1]; }
        """,
        """
        %1 a!: double[] = allocate 2
        store %1[0] theta
        store %1[1] 1d
        %2 b!: int[] = allocate 2
        store %2[0] 1
        store %2[1] 0
        %3 c!: double[] = allocate 2
        store %3[0] 2d
        store %3[1] theta
        %4 d!: double[] = allocate 2
        store %4[0] 3d
        store %4[1] theta
        %5: int = element %2 0
        %6: double = element %1 %5
        %7: double = Multiply %6 theta
        %8: double = Multiply %7 theta
        yield %8
        """);

    [Fact]
    public void A_choice_of_where_an_array_is_made_is_one_array() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { Span<double> a = n <= 64 ? stackalloc double[n] : new double[n]; a[0] = theta; return a[0]; }
        """,
        """
        %1: bool = LessOrEqual n 64
        %2 a!: double[] = allocate n
        store %2[0] theta
        yield theta
        """);

    [Fact]
    public void Empty_arrays_are_those_of_length_zero() => AssertOutline(
        """
        [Loss] public static double F(double[] theta, int n) { if (theta.Length == 0 || theta.AsSpan().IsEmpty) return n; return theta[0]; }
        """,
        """
        %1: int = length theta
        %2: bool = Equal %1 0
        %3: bool = branch %2
            yield true
        else
            yield %2
        %4: double = branch %3
            %5: double = Convert int n
            yield %5
        else
            %6: double = element theta 0
            yield %6
        yield %4
        """);

    [Fact]
    public void A_helper_returns_its_array() => AssertOutline(
        """
        static double[] Squares(ReadOnlySpan<double> x) { var squares = new double[x.Length]; for (int i = 0; i < x.Length; i++) squares[i] = x[i] * x[i]; return squares; }
        [Loss] public static double F(ReadOnlySpan<double> theta) => Squares(theta)[0];
        """,
        """
        %1: int = length theta
        %2 squares: double[] = allocate %1
        loop %3 i: int from 0 while Less %1 step 1
            %4: double = element theta %3
            %5: double = Multiply %4 %4
            store %2[%3] %5
            yield
        %6: double = element %2 0
        yield %6
        """);

    [Fact]
    public void An_index_from_an_array_gathers() => AssertOutline(
        """
        [Loss] public static double F(double[] theta, int[] index) { double s = 0; foreach (int i in index) s += theta[i]; return s; }
        """,
        """
        %1: int = length index
        %2 s!: double = loop %3 i: int from 0 while Less %1 step 1, %4 s!: double from 0d
            %5 i!: int = element index %3
            %6: double = element theta %5
            %7 s!: double = Add %4 %6
            yield %7
        yield %2
        """);

    [Fact]
    public void A_small_index_is_converted_to_int() => AssertOutline(
        """
        [Loss] public static double F(double theta, byte i) { Span<double> a = stackalloc double[3]; a[i] = theta; return a[i]; }
        """,
        """
        %1 a!: double[] = allocate 3
        %2: int = Convert byte i
        store %1[%2] theta
        yield theta
        """);

    [Fact]
    public void A_readonly_field_is_an_array_that_is_only_read() => AssertOutline(
        """
        static readonly double[] Nodes = { -1, 0, 1 };
        [Loss] public static double F(double theta, int i) => theta * Nodes[i];
        """,
        """
        %1: double[] = field Losses.Nodes
        %2: double = element %1 i
        %3: double = Multiply theta %2
        yield %3
        """);

    [Fact]
    public void An_array_of_one_side_is_made_before_the_branch() => AssertOutline(
        """
        [Loss] public static double F(double[] theta, bool c) { if (c) { double[] a = new double[2]; a[0] = theta[0]; return a[0]; } return theta[1]; }
        """,
        """
        %1 a!: double[] = allocate 2
        %2: double = branch c
            %3: double = element theta 0
            store %1[0] %3
            yield %3
        else
            %4: double = element theta 1
            yield %4
        yield %2
        """);

    [Fact]
    public void An_array_of_an_iteration_is_new_each_time() => AssertOutline(
        """
        [Loss] public static double F(double[] theta, int n) { double s = 0; for (int i = 0; i < n; i++) { Span<double> t = new double[2]; t[i % 2] = theta[i]; s += t[0]; } return s; }
        """,
        """
        %1 s!: double = loop %2 i: int from 0 while Less n step 1, %3 s!: double from 0d
            %4 t!: double[] = allocate 2
            %5: int = Remainder %2 2
            %6: double = element theta %2
            store %4[%5] %6
            %7: double = element %4 0
            %8 s!: double = Add %3 %7
            yield %8
        yield %1
        """);

    private static void AssertOutline(string members, string expected)
        => Assert.Equal(expected, Lowering.Outline(members).TrimEnd(), ignoreLineEndingDifferences: true);
}
