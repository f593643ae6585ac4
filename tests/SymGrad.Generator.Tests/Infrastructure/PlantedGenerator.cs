using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using SymGrad.Testing;

namespace SymGrad.Generator.Tests.Infrastructure;

/// <summary>A generator made for a test of the checks: for each class it lowers a model and emits text, under the usual step names.</summary>
/// <typeparam name="T">The model that is kept between the steps.</typeparam>
internal sealed class PlantedGenerator<T>(Func<GeneratorSyntaxContext, T> lower, Func<T, string> emit) : IIncrementalGenerator
{
    private const string Lowering = "Lowering";
    private const string Emission = "Emission";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<T> models = context.SyntaxProvider
            .CreateSyntaxProvider(IsMarked, (c, _) => lower(c))
            .WithTrackingName(Lowering);
        IncrementalValuesProvider<string> texts = models.Select((m, _) => emit(m)).WithTrackingName(Emission);
        context.RegisterSourceOutput(texts, static (c, text) => c.AddSource("Planted.g.cs", text));
    }

    /// <summary>Runs a planted generator over a class, with all checks.</summary>
    public static void Run(Func<GeneratorSyntaxContext, T> lower, Func<T, string> emit)
    {
        using GeneratorRun run = GeneratorRunner.Run(
            "public partial class Marked { }",
            new GeneratorRunOptions
            {
                CreateGenerator = () => new PlantedGenerator<T>(lower, emit),
                TrackedSteps = [Lowering, Emission],
            });
    }

    private static bool IsMarked(SyntaxNode node, CancellationToken cancellationToken)
        => node is Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax { Identifier.ValueText: "Marked" };
}
