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
    [InlineData("double[,,,] m = new double[2, 2, 2, 2]; return theta[0];", "m = new double[2, 2, 2, 2]", "a value of type 'double[,,,]': " + Rows)]
    [InlineData("double[][] m = { theta }; return theta[0];", "{ theta }", "an array of arrays that the loss makes or chooses: use a double[,], or a variable for each row")]
    [InlineData("double[][][] m = { }; return theta[0];", "m = { }", "a value of type 'double[][][]': " + Rows)]
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

    [Theory]
    [InlineData("Array.Copy(x.ToArray(), other, 1); return theta[0];", "Array.Copy(x.ToArray(), other, 1)")]
    [InlineData("Array.Copy(theta, 0, other, 1, n); return theta[0];", "Array.Copy(theta, 0, other, 1, n)")]
    [InlineData("theta.CopyTo(other, 0); return theta[0];", "theta.CopyTo(other, 0)")]
    [InlineData("Array.Clear(other, 0, 1); return theta[0];", "Array.Clear(other, 0, 1)")]
    [InlineData("Array.Fill(other, 1, 0, 1); return theta[0];", "Array.Fill(other, 1, 0, 1)")]
    public void Nor_does_it_copy_to_what_it_is_given(string body, string place) => AssertRefused(body, place, NotOwn);

    [Theory]
    [InlineData("return theta[0] * Random.Shared.NextDouble();", "Random.Shared.NextDouble()", "NextDouble", "draw the numbers before, and pass them as data")]
    [InlineData("return theta[0] * new Random(1).NextSingle();", "new Random(1).NextSingle()", "NextSingle", "draw the numbers before, and pass them as data")]
    [InlineData("theta.Clone(); return theta[0];", "theta.Clone()", "Clone", "copy it with ToArray()")]
    [InlineData("labels.CopyTo(new double[3], 0); return theta[0];", "labels.CopyTo(new double[3], 0)", "CopyTo", "copy the elements in a loop")]
    [InlineData("theta.CopyTo(new double[3], 0L); return theta[0];", "theta.CopyTo(new double[3], 0L)", "CopyTo", "copy the elements in a loop")]
    [InlineData("return theta[0] * theta.GetLength(0);", "theta.GetLength(0)", "GetLength", "use Length")]
    [InlineData("return (double)theta.GetValue(0);", "theta.GetValue(0)", "GetValue", "write the element, as in x[i]")]
    [InlineData("x.TryCopyTo(x); return theta[0];", "x.TryCopyTo(x)", "TryCopyTo", "test the lengths, and copy with CopyTo")]
    [InlineData("return theta[0] * n.CompareTo(1);", "n.CompareTo(1)", "CompareTo", "write a static method that takes what it needs as parameters")]
    public void Instance_methods_have_advice_of_their_own(string body, string place, string method, string advice)
        => AssertRefused(body, place, $"a call of the instance method '{method}': {advice}");

    [Theory]
    [InlineData("Array.Copy(labels, new double[3], n);", "Array.Copy(Array, Array, int)", "copy the elements in a loop")]
    [InlineData("Array.Copy(theta, new double[3], 1L);", "Array.Copy(Array, Array, long)", "copy the elements in a loop")]
    [InlineData("Array.Reverse(other);", "Array.Reverse<double>(double[])", "what it does to the elements is not known, so write a loop over the elements")]
    [InlineData("x.Sort();", "MemoryExtensions.Sort<double>(Span<double>)", "what it does to the elements is not known, so write a loop over the elements")]
    [InlineData("Array.Resize(ref other, n);", "Array.Resize<double>(ref double[]?, int)", "make a new array, and copy with CopyTo")]
    [InlineData(
        "Buffer.BlockCopy(theta, 0, other, 0, 8);", "Buffer.BlockCopy(Array, int, Array, int, int)",
        "copy with CopyTo, as in x.AsSpan(start, length).CopyTo(y)")]
    [InlineData("Console.WriteLine(n);", "Console.WriteLine(int)", "a call for its effects cannot be repeated in generated code, so remove it")]
    public void Functions_that_return_nothing_have_advice_of_their_own(string statement, string function, string advice)
    {
        LoweredLoss lowered = Lowering.Lower(
            $"[Loss] public static double F(double[] theta, Span<double> x, double[] other, int[] labels, int n) {{ {statement} return theta[0]; }}");
        Assert.Equal($"SYMG3002 '{statement[..^1]}'", Assert.Single(Lowering.Describe(lowered)));
        Assert.Equal(
            $"SymGrad has no derivative of '{function}': {advice}", lowered.Diagnostics[0].GetMessage(CultureInfo.InvariantCulture));
    }

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
