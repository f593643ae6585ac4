using System;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SymGrad.Testing;

/// <summary>What a run of the generator over a user's sources gave.</summary>
public sealed class GeneratorRun : IDisposable
{
    private LoadedAssembly? loaded;

    internal GeneratorRun(
        CSharpCompilation input,
        CSharpCompilation output,
        ImmutableArray<GeneratedFile> files,
        ImmutableArray<Diagnostic> diagnostics)
    {
        Input = input;
        Output = output;
        Files = files;
        Diagnostics = diagnostics;
    }

    /// <summary>The user's compilation before the generator ran.</summary>
    public CSharpCompilation Input { get; }

    /// <summary>The compilation with the generated files.</summary>
    public CSharpCompilation Output { get; }

    public ImmutableArray<GeneratedFile> Files { get; }

    /// <summary>What the analyzer reported and was not suppressed, in source order.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>The output, compiled and loaded on first use.</summary>
    public Assembly Assembly => (loaded ??= LoadedAssembly.Load(Output)).Assembly;

    /// <summary>The text of all generated files, each under its name.</summary>
    public string AllText => string.Join("\n", Files.Select(f => $"// ---- {f.HintName}\n{f.Text}"));

    public void Dispose() => loaded?.Dispose();
}
