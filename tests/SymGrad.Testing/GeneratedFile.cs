namespace SymGrad.Testing;

/// <summary>A file that the generator added.</summary>
/// <param name="HintName">Its name, extension included.</param>
/// <param name="Text">Its text as generated.</param>
public readonly record struct GeneratedFile(string HintName, string Text);
