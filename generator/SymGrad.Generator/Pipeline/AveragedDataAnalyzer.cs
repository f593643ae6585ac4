using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SymGrad.Generator.CallSites;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.Frontend;

namespace SymGrad.Generator.Pipeline;

/// <summary>
/// SYMG1010: reports where a loss, its gradient or its objective is given means or sums of the data that it is not affine in. The gradient of
/// the means is then not the mean of the gradients.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AveragedDataAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = AllDescriptors.OfCallSites;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(LossGenerator.LossAttribute) is { } attribute)
            {
                var uses = new LossUses(start.Compilation, attribute);
                var lowered = new LoweredLosses(start.Compilation, LossPipeline.DerivativeOf);
                var helpers = new AveragingHelpers(start.Compilation, uses);
                var histories = new ConditionalWeakTable<IOperation, VariableHistory>();
                start.RegisterOperationAction(
                    operation => Analyze(operation, uses, lowered, helpers, histories), OperationKind.Invocation, OperationKind.ObjectCreation);
            }
        });
    }

    private static void Analyze(
        OperationAnalysisContext context,
        LossUses uses,
        LoweredLosses lowered,
        AveragingHelpers helpers,
        ConditionalWeakTable<IOperation, VariableHistory> histories)
    {
        if (uses.Of(context.Operation) is not { Data.IsEmpty: false } use || IsPartOfLoss(context.ContainingSymbol, uses))
        {
            return;
        }

        VariableHistory history = histories.GetValue(context.Operation.Root(), VariableHistory.Of);
        ImmutableArray<DataArgument> averaged = AveragedData.Find(use, new OriginAnalysis(context.Operation, history, uses, helpers));
        if (averaged.IsEmpty
            || !lowered.MayDiffer(use.Loss, [.. averaged.Select(a => a.Parameter.Ordinal)], use.Quantity, context.CancellationToken))
        {
            return;
        }

        bool areSums = averaged.All(a => new OriginAnalysis(context.Operation, history, uses, helpers).Of(a.Value) == Origin.Sum);
        ImmutableArray<string> names = [.. averaged.OrderBy(a => a.Parameter.Ordinal).Select(a => a.Parameter.Name)];
        context.ReportDiagnostic(Diagnostic.Create(
            CallSiteDescriptors.AveragedData,
            averaged.OrderBy(a => a.Value.Syntax.SpanStart).First().Value.Syntax.GetLocation(),
            use.Loss.Name,
            areSums ? "sums" : "means",
            StructureWords.List([.. names.Select(StructureWords.Quote)]),
            names.Length == 1 ? "it" : "them",
            use.Quantity == LossQuantity.Gradient ? "gradient" : "value",
            areSums ? "sum" : "mean",
            GeneratedMembers.Objective(SignatureLowering.BaseNameOf(use.Loss))));
    }

    /// <summary>What a loss itself averages, as the pooling of a row, is a part of the model.</summary>
    private static bool IsPartOfLoss(ISymbol? symbol, LossUses uses)
    {
        for (; symbol is not null; symbol = symbol.ContainingSymbol)
        {
            if (symbol is IMethodSymbol method && uses.IsLoss(method))
            {
                return true;
            }
        }

        return false;
    }
}
