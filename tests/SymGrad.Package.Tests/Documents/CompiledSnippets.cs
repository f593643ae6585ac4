using System;
using System.Globalization;
using System.IO;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using SymGrad.Testing;

namespace SymGrad.Package.Tests.Documents;

/// <summary>Snippets with what the generator added to them.</summary>
/// <param name="Compilation">Both together.</param>
/// <param name="GeneratedText">What the generator added.</param>
/// <param name="Problems">Errors and warnings.</param>
internal sealed record CompiledSnippets(CSharpCompilation Compilation, string GeneratedText, string[] Problems)
{
    /// <summary>Runs the program, in the invariant culture.</summary>
    /// <returns>What it printed.</returns>
    public string Run()
    {
        using LoadedAssembly program = LoadedAssembly.Load(Compilation);
        MethodInfo entry = program.Assembly.EntryPoint!;
        TextWriter previous = Console.Out;
        CultureInfo previousCulture = CultureInfo.CurrentCulture;
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        try
        {
            Console.SetOut(output);
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            entry.Invoke(null, entry.GetParameters().Length == 0 ? [] : [Array.Empty<string>()]);
            return output.ToString();
        }
        finally
        {
            CultureInfo.CurrentCulture = previousCulture;
            Console.SetOut(previous);
        }
    }
}
