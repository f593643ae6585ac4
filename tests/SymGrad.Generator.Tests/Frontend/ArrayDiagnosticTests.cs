using System.Globalization;
using System.Linq;
using SymGrad.Generator.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>What a loss can't do with arrays is an error at its own place, with advice that helps.</summary>
public sealed class ArrayDiagnosticTests
{
    private const string NotOwn =
        "an assignment to an element that is not the loss's own: copy the array to a local one first, with ToArray()";

    private const string Rows =
        "put its elements row by row in a one-dimensional array, and index it with i * columns + j";

    private const string Several = "where it may be one of several arrays: use a variable for each array, and copy elements instead";

    [Theory]
    [InlineData("theta[0] = 1; return theta[0];", "theta[0]")]
    [InlineData("theta[0] += x[0]; return theta[0];", "theta[0]")]
    [InlineData("theta[0]++; return theta[0];", "theta[0]")]
    [InlineData("x[0] = 1; return theta[0];", "x[0]")]
    [InlineData("labels[0] = 1; return theta[0];", "labels[0]")]
    [InlineData("fixed_[0] = 1; return theta[0];", "fixed_[0]")]
    [InlineData("double[] same = theta; same[0] = 1; return theta[0];", "same[0]")]
    [InlineData("x[1..].Clear(); return theta[0];", "x[1..].Clear()")]
    [InlineData("x.Fill(2); return theta[0];", "x.Fill(2)")]
    [InlineData("x.CopyTo(x); return theta[0];", "x.CopyTo(x)")]
    [InlineData("ref double first = ref theta[0]; first = 3; return theta[0];", "theta[0]")]
    [InlineData("Set(ref theta[0]); return theta[0];", "theta[0]")]
    [InlineData("SetFirst(x); return theta[0];", "values[0]")]
    [InlineData("if (x[0] > 0) { for (int i = 0; i < 3; i++) x[i] = 0; } return theta[0];", "x[i]")]
    public void A_loss_never_writes_to_what_it_is_given(string body, string place) => AssertRefused(body, place, NotOwn);

    [Theory]
    [InlineData("double[] a = theta; if (n > 0) a = other; return a[0];", "a", "'a' " + Several)]
    [InlineData("double[] a; if (n > 0) a = new double[2]; else a = new double[3]; return a[0] + theta[0];", "a", "'a' " + Several)]
    [InlineData("double[] a = theta; while (n > 0) { a = other; n--; } return a[0];", "a", "'a' " + Several)]
    [InlineData("while (!x.IsEmpty && x[0] < 0) x = x[1..]; return theta[0];", "x", "'x' " + Several)]
    [InlineData("Span<double> a = stackalloc double[2]; if (n > 0) a = a[1..]; return a[0] * theta[0];", "a", "'a' " + Several)]
    [InlineData(
        "double[] a = n > 0 ? theta : other; return a[0];", "n > 0 ? theta : other",
        "a choice between arrays: choose between elements, or write the statements for each array")]
    public void Which_array_a_variable_refers_to_has_to_be_known(string body, string place, string message) => AssertRefused(body, place, message);

    [Theory]
    [InlineData("long i = n; return theta[i];", "i", "an index that is not an int: convert it to int")]
    [InlineData("uint i = (uint)n; return theta[i];", "i", "an index that is not an int: convert it to int")]
    [InlineData("long i = n; var a = new float[i]; return theta[0] * a[0];", "new float[i]", "a length that is not an int: convert it to int")]
    [InlineData("Index i = ^1; return theta[i];", "i = ^1", "a value of type 'Index': write it in the brackets, as in x[^1] and x[start..end]")]
    [InlineData("Range r = ..2; return x[r][0];", "r = ..2", "a value of type 'Range': write it in the brackets, as in x[^1] and x[start..end]")]
    public void An_index_is_an_int_in_the_brackets(string body, string place, string message) => AssertRefused(body, place, message);

    [Theory]
    [InlineData("double[,] m = new double[2, 2]; return theta[0];", "m = new double[2, 2]", "a value of type 'double[,]': " + Rows)]
    [InlineData("double[][] m = { theta }; return theta[0];", "m = { theta }", "a value of type 'double[][]': " + Rows)]
    [InlineData("(double[] a, int b) t = (theta, n); return theta[0];", "t = (theta, n)", "a value of type '(double[] a, int b)': use a variable for each array")]
    [InlineData("Memory<double> m = theta; return theta[0];", "m = theta", "a value of type 'Memory<double>': use a ReadOnlySpan<double>")]
    [InlineData(
        "System.Collections.Generic.List<double> m = new(); return theta[0];", "m = new()", "a value of type 'List<double>': use an array or a span of double")]
    [InlineData("decimal[] m = { 1 }; return theta[0];", "m = { 1 }", "a value of type 'decimal[]': make its elements double")]
    public void Other_shapes_have_advice_of_their_own(string body, string place, string message) => AssertRefused(body, place, message);

    [Theory]
    [InlineData("double[] all = [.. theta, 1.0]; return all[0];", "[.. theta, 1.0]", "a spread element: make an array of the whole length, and copy with CopyTo")]
    [InlineData(
        "ReadOnlySpan<double> s = new(theta); return s[0];", "new(theta)",
        "the creation of 'ReadOnlySpan<double>': use the array itself, or AsSpan(start, length)")]
    [InlineData("return theta is [var a, ..] ? a : 0;", "[var a, ..]", "a list pattern: test Length and the elements")]
    [InlineData("return theta[0] * theta.LongLength;", "theta.LongLength", "the property 'LongLength': use Length")]
    [InlineData("return Sum(theta[0], theta[1]);", "Sum(theta[0], theta[1])", "an argument of a 'params' parameter: write a helper with single parameters")]
    [InlineData("ref double r = ref theta[0]; r = ref theta[1]; return r;", "r = ref theta[1]", "a 'ref' assignment: declare another 'ref' local")]
    [InlineData(
        "double[] none = null; return theta[0];", "null",
        "an expression without a type, such as 'null': use an empty array, or a bool that says whether the value is there")]
    public void Other_constructs_with_arrays_have_advice_of_their_own(string body, string place, string message) => AssertRefused(body, place, message);

    private static void AssertRefused(string body, string place, string message)
    {
        LoweredLoss lowered = Lowering.Lower($$"""
            static readonly double[] fixed_ = { 1 };
            static void Set(ref double v) => v = 1;
            static void SetFirst(Span<double> values) => values[0] = 1;
            static double Sum(params double[] values) => values[0];
            [Loss] public static double F(double[] theta, Span<double> x, double[] other, int[] labels, int n) { {{body}} }
            """);
        Assert.Equal($"SYMG3001 '{place}'", Lowering.Describe(lowered).First());
        Assert.Equal($"SymGrad cannot differentiate {message}", lowered.Diagnostics[0].GetMessage(CultureInfo.InvariantCulture));
        Assert.Null(lowered.Model!.Function);
    }
}
