namespace SymGrad.Generator.Pipeline;

/// <summary>A file to add to the compilation.</summary>
/// <param name="HintName">Its name, unique within the project.</param>
/// <param name="Text">Its text.</param>
internal sealed record GeneratedSource(string HintName, string Text);
