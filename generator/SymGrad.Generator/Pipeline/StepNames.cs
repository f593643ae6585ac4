namespace SymGrad.Generator.Pipeline;

/// <summary>Names of the tracked steps of the incremental generator, for tests of its caching.</summary>
internal static class StepNames
{
    public const string Lowering = "Lowering";

    public const string Differentiation = "Differentiation";

    public const string FileNames = "FileNames";

    public const string Emission = "Emission";
}
