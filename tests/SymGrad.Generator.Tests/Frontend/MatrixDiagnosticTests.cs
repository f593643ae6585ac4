using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.Frontend;
using Xunit;

namespace SymGrad.Generator.Tests.Frontend;

/// <summary>What a loss can't do with matrices, arrays of arrays and tensors is an error whose advice works for these.</summary>
public sealed class MatrixDiagnosticTests
{
    private const string NotOwn = "an assignment to an element that is not the loss's own: ";

    [Theory]
    [InlineData("w[0, 1] = 1; return w[0, 1];", "w[0, 1]", NotOwn + "copy its elements to a local one first, in loops")]
    [InlineData("x[0][1] = w[0, 0]; return x[0][1];", "x[0][1]", NotOwn + "copy the array to a local one first, with ToArray()")]
    [InlineData("x[0] = new double[2]; return w[0, 0];", "x[0]", "an assignment to a row of an array of arrays: use a variable for each row, or a double[,]")]
    public void A_loss_never_writes_to_what_it_is_given(string body, string place, string message)
    {
        LoweredLoss lowered = Lowering.Lower($"[Loss] public static double F([Theta] double[,] w, double[][] x) {{ {body} }}");
        Assert.Equal($"SYMG3001 '{place}'", Lowering.Describe(lowered).First());
        Assert.Equal($"SymGrad cannot differentiate {message}", lowered.Diagnostics[0].GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("[Theta] double a, Tensor<double> x", "make it a ReadOnlyTensorSpan<double>")]
    [InlineData("[Theta] double a, TensorSpan<float> x", "make it a ReadOnlyTensorSpan<float>")]
    [InlineData(
        "[Theta] ReadOnlyTensorSpan<double> w", "make it a double[,], or a ReadOnlySpan<double> of its elements, indexed with i * columns + j")]
    public void Tensors_are_data_and_read_only(string parameters, string advice)
    {
        LoweredLoss lowered = Lowering.LowerIn(
            Lowering.Compile("using SymGrad; using System.Numerics.Tensors; public static partial class Losses "
                + $"{{ [Loss] public static double F({parameters}) => 1; }}")
            .AddReferences(MetadataReference.CreateFromFile(typeof(System.Numerics.Tensors.TensorPrimitives).Assembly.Location)));
        Diagnostic only = Assert.Single(lowered.Diagnostics, d => d.Id == "SYMG0006");
        Assert.EndsWith(": " + advice, only.GetMessage(CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }
}
