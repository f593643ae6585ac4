using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>How elements are stored, and what is known of them afterwards.</summary>
public sealed class ArrayStoreTests
{
    [Fact]
    public void Fill_and_Clear_are_loops_of_stores() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { Span<double> a = new double[n]; a.Fill(theta); a.Slice(1).Clear(); return a[0] + a[1]; }
        """,
        """
        %1 a!: double[] = allocate n
        %2: int = length %1
        loop %3 i: int from 0 while Less %2 step 1
            store %1[%3] theta
            yield
        %4: double[] = slice %1 1
        %5: int = length %4
        loop %6 i: int from 0 while Less %5 step 1
            store %4[%6] 0d
            yield
        %7: double = element %1 0
        %8: double = element %1 1
        %9: double = Add %7 %8
        yield %9
        """);

    [Fact]
    public void CopyTo_checks_the_length_and_copies() => AssertOutline(
        """
        [Loss] public static double F(ReadOnlySpan<double> theta, int n) { Span<double> a = new double[n]; theta.CopyTo(a); return a[0]; }
        """,
        """
        %1 a!: double[] = allocate n
        %2: int = length theta
        %3: int = length %1
        %4: bool = Greater %2 %3
        guard %4 throws global::System.ArgumentException("Destination is too short.", "destination")
            yield
        loop %5 i: int from 0 while Less %2 step 1
            %6: double = element theta %5
            store %1[%5] %6
            yield
        %7: double = element %1 0
        yield %7
        """);

    [Fact]
    public void Array_Copy_checks_in_the_order_of_the_framework_and_copies() => AssertOutline(
        """
        [Loss] public static double F(double[] theta, int n) { double[] a = new double[5]; Array.Copy(theta, 0, a, n, n); return a[1]; }
        """,
        """
        %1 a!: double[] = allocate 5
        check global::System.ArgumentOutOfRangeException.ThrowIfNegative(n, "length")
        check global::System.ArgumentOutOfRangeException.ThrowIfLessThan(n, 0, "destinationIndex")
        %2: int = length theta
        %3: bool = Greater n %2
        guard %3 throws global::System.ArgumentException("Source array was not long enough. Check the source index, length, and the array's lower bounds.", "sourceArray")
            yield
        %4: int = length %1
        %5: int = Subtract %4 n
        %6: bool = Greater n %5
        guard %6 throws global::System.ArgumentException("Destination array was not long enough. Check the destination index, length, and the array's lower bounds.", "destinationArray")
            yield
        %7: double[] = slice %1 n n
        loop %8 i: int from 0 while Less n step 1
            %9: double = element theta %8
            store %7[%8] %9
            yield
        %10: double = element %1 1
        yield %10
        """);

    [Fact]
    public void ToArray_makes_an_array_of_the_same_length() => AssertOutline(
        """
        [Loss] public static double F(ReadOnlySpan<double> theta) { double[] a = theta.ToArray(); a[0] *= 2; return a[0] + theta[0]; }
        """,
        """
        %1: int = length theta
        %2 a!: double[] = allocate %1
        loop %3 i: int from 0 while Less %1 step 1
            %4: double = element theta %3
            store %2[%3] %4
            yield
        %5: double = element %2 0
        %6: double = Multiply %5 2d
        store %2[0] %6
        %7: double = element theta 0
        %8: double = Add %6 %7
        yield %8
        """);

    [Fact]
    public void A_copy_within_one_array_goes_through_another() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { Span<double> a = new double[n]; a[0] = theta; a[..(n - 1)].CopyTo(a[1..]); return a[1]; }
        """,
        """
        %1 a!: double[] = allocate n
        store %1[0] theta
        %2: int = Subtract n 1
        %3: double[] = slice %1 0 %2
        %4: double[] = slice %1 1
        %5: int = length %3
        %6: int = length %4
        %7: bool = Greater %5 %6
        guard %7 throws global::System.ArgumentException("Destination is too short.", "destination")
            yield
        %8: double[] = allocate %5
        loop %9 i: int from 0 while Less %5 step 1
            %10: double = element %3 %9
            store %8[%9] %10
            yield
        loop %11 i: int from 0 while Less %5 step 1
            %12: double = element %8 %11
            store %4[%11] %12
            yield
        %13: double = element %1 1
        yield %13
        """);

    [Fact]
    public void A_ref_argument_is_an_element_that_is_loaded_and_stored() => AssertOutline(
        """
        static void Scale(ref double v, double factor) => v *= factor;
        [Loss] public static double F(double theta, int n) { double[] a = { 1, theta }; Scale(ref a[n], theta); return a[1]; }
        """,
        """
        %1 a!: double[] = allocate 2
        store %1[0] 1d
        store %1[1] theta
        %2: double = element %1 n
        %3: double = Multiply %2 theta
        store %1[n] %3
        %4: double = element %1 1
        yield %4
        """);

    [Fact]
    public void An_out_argument_is_an_element_that_has_to_be_there() => AssertOutline(
        """
        static void Split(double v, out double whole, out double half) { whole = v; half = v / 2; }
        [Loss] public static double F(double theta) { Span<double> a = stackalloc double[2]; Split(theta, out a[0], out a[1]); return a[0] * a[1]; }
        """,
        """
        %1 a!: double[] = allocate 2
        %2: double = element %1 0
        %3: double = element %1 1
        store %1[0] theta
        %4: double = Divide theta 2d
        store %1[1] %4
        %5: double = element %1 0
        %6: double = Multiply %5 %4
        yield %6
        """);

    [Fact]
    public void A_ref_local_is_another_name_of_an_element() => AssertOutline(
        """
        [Loss] public static double F(double theta) { Span<double> a = stackalloc double[2]; ref double first = ref a[0]; first = theta; first += 1; return a[0]; }
        """,
        """
        %1 a!: double[] = allocate 2
        %2: double = element %1 0
        store %1[0] theta
        %3: double = Add theta 1d
        store %1[0] %3
        yield %3
        """);

    [Fact]
    public void A_swap_reads_both_elements_first() => AssertOutline(
        """
        [Loss] public static double F(double theta, int i, int j) { Span<double> a = [theta, 2, 3]; (a[i], a[j]) = (a[j], a[i]); return a[0]; }
        """,
        """
        %1 a!: double[] = allocate 3
        store %1[0] theta
        store %1[1] 2d
        store %1[2] 3d
        %2: double = element %1 j
        %3: double = element %1 i
        store %1[i] %2
        store %1[j] %3
        %4: double = element %1 0
        yield %4
        """);

    [Fact]
    public void A_store_through_a_slice_changes_the_array() => AssertOutline(
        """
        [Loss] public static double F(double theta, int i) { Span<double> a = [theta, 2, 3]; Span<double> b = a[1..]; b[i] = theta; return a[1]; }
        """,
        """
        %1 a!: double[] = allocate 3
        store %1[0] theta
        store %1[1] 2d
        store %1[2] 3d
        %2 b!: double[] = slice %1 1
        store %2[i] theta
        %3: double = element %1 1
        yield %3
        """);

    [Fact]
    public void A_destination_is_written_by_a_helper() => AssertOutline(
        """
        static void Axpy(double factor, ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] += factor * x[i]; }
        [Loss] public static double F(double theta, ReadOnlySpan<double> x) { Span<double> y = new double[x.Length]; Axpy(theta, x, y); return y[0]; }
        """,
        """
        %1: int = length x
        %2 y!: double[] = allocate %1
        loop %3 i: int from 0 while Less %1 step 1
            %4: double = element %2 %3
            %5: double = element x %3
            %6: double = Multiply theta %5
            %7: double = Add %4 %6
            store %2[%3] %7
            yield
        %8: double = element %2 0
        yield %8
        """);

    [Fact]
    public void Foreach_by_reference_stores() => AssertOutline(
        """
        [Loss] public static double F(double theta, int n) { Span<double> a = new double[n]; foreach (ref double v in a) v = theta; return a[0]; }
        """,
        """
        %1 a!: double[] = allocate n
        %2: int = length %1
        loop %3 i: int from 0 while Less %2 step 1
            store %1[%3] theta
            yield
        %4: double = element %1 0
        yield %4
        """);

    [Fact]
    public void What_has_been_stored_is_known_until_something_else_is() => AssertOutline(
        """
        [Loss] public static double F(double theta, int i) { Span<double> a = stackalloc double[3]; a[i] = theta; a[i]++; return a[i] + a[0]; }
        """,
        """
        %1 a!: double[] = allocate 3
        store %1[i] theta
        %2: double = Add theta 1d
        store %1[i] %2
        %3: double = element %1 0
        %4: double = Add %2 %3
        yield %4
        """);

    private static void AssertOutline(string members, string expected)
        => Assert.Equal(expected, Lowering.Outline(members).TrimEnd(), ignoreLineEndingDifferences: true);
}
