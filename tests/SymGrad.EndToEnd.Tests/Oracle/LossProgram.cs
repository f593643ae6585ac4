using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using SymGrad.Testing;

namespace SymGrad.EndToEnd.Tests.Oracle;

/// <summary>A user's sources with the generated code, and their dual-number twin, both compiled and loaded.</summary>
internal sealed class LossProgram : IDisposable
{
    private readonly LoadedAssembly twin;

    private LossProgram(GeneratorRun run, LoadedAssembly twin)
    {
        Run = run;
        this.twin = twin;
    }

    public GeneratorRun Run { get; }

    public static LossProgram Build(IReadOnlyList<string> sources, GeneratorRunOptions? options = null)
    {
        GeneratorRun run = GeneratorRunner.Run(sources, options);
        return new(run, LoadedAssembly.Load(DualRewriter.Twin(run.Input)));
    }

    /// <summary>A program whose twin is that of another one, which does the same without what the twin has no form for.</summary>
    public static LossProgram BuildAs(string source, string plainSource, GeneratorRunOptions options) => BuildAs([source], [plainSource], options);

    /// <summary>The same for several files.</summary>
    public static LossProgram BuildAs(IReadOnlyList<string> sources, IReadOnlyList<string> plainSources, GeneratorRunOptions options)
        => new(GeneratorRunner.Run(sources, options), LoadedAssembly.Load(DualRewriter.Twin(GeneratorRunner.CreateCompilation([.. plainSources], options))));

    /// <summary>A loss of the program with its generated methods.</summary>
    /// <param name="type">The metadata name of its type.</param>
    /// <param name="method">Its name.</param>
    /// <param name="baseName">What generated methods are named after, when not after the method.</param>
    public LossMethod Method(string type, string method, string? baseName = null)
        => LossMethod.Bind(Find(Run.Assembly, type), Find(twin.Assembly, type), method, baseName ?? method, Run);

    /// <summary>What a generic loss is for one type.</summary>
    public LossMethod Method(string type, string method, Type argument)
        => LossMethod.Bind(Find(Run.Assembly, type), Find(twin.Assembly, type), method, argument, Run);

    public void Dispose()
    {
        twin.Dispose();
        Run.Dispose();
    }

    private static Type Find(Assembly assembly, string type)
    {
        Type found = assembly.GetType(type, throwOnError: true)!;
        return found.IsGenericTypeDefinition
            ? found.MakeGenericType([.. found.GetGenericArguments().Select(_ => typeof(int))])
            : found;
    }
}
