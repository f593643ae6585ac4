using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.Frontend;

namespace SymGrad.Generator.CallSites;

/// <summary>Finds the uses of the losses of one compilation. What has no source there can't be lowered, and is not looked at.</summary>
internal sealed class LossUses(Compilation compilation, INamedTypeSymbol lossAttribute)
{
    private readonly ConcurrentDictionary<IMethodSymbol, (IMethodSymbol Loss, LossQuantity Quantity)?> members =
        new(SymbolEqualityComparer.Default);

    /// <summary>The use that a call or a creation of an object is; null for any other one.</summary>
    public LossUse? Of(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary } method } call => Of(method, call.Arguments),
        IObjectCreationOperation { Constructor: { } constructor } creation => Of(constructor, creation.Arguments),
        _ => null,
    };

    /// <summary>Whether a method is a loss of this compilation.</summary>
    public bool IsLoss(IMethodSymbol method) => Find(method) is { Quantity: LossQuantity.Value };

    private LossUse? Of(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
    {
        if (Find(method) is not { } member)
        {
            return null;
        }

        ImmutableArray<bool> isTheta = SignatureLowering.ThetaOf(member.Loss);
        ImmutableArray<DataArgument>.Builder data = ImmutableArray.CreateBuilder<DataArgument>();
        foreach (IArgumentOperation argument in arguments)
        {
            IParameterSymbol? parameter = member.Loss.Parameters.FirstOrDefault(p => p.Name == argument.Parameter?.Name);
            if (parameter is not null && !isTheta[parameter.Ordinal])
            {
                data.Add(new DataArgument(parameter, argument.Value));
            }
        }

        return new LossUse(member.Loss, member.Quantity, data.ToImmutable());
    }

    private (IMethodSymbol Loss, LossQuantity Quantity)? Find(IMethodSymbol method)
        => SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)
            ? members.GetOrAdd(method.OriginalDefinition, Resolve)
            : null;

    private (IMethodSymbol Loss, LossQuantity Quantity)? Resolve(IMethodSymbol method)
    {
        if (IsMarked(method))
        {
            return (method, LossQuantity.Value);
        }

        bool isObjective = method.MethodKind == MethodKind.Constructor;
        ISymbol generated = isObjective ? method.ContainingType : method;
        if (generated.ContainingType is not { } type || !GeneratedMembers.IsGenerated(generated))
        {
            return null;
        }

        foreach (IMethodSymbol loss in type.GetMembers().OfType<IMethodSymbol>().Where(IsMarked))
        {
            string baseName = SignatureLowering.BaseNameOf(loss);
            LossQuantity? quantity = isObjective
                ? generated.Name == GeneratedMembers.Objective(baseName) ? LossQuantity.Objective : null
                : generated.Name == GeneratedMembers.ValueAndGradient(baseName) ? LossQuantity.ValueAndGradient
                : generated.Name == GeneratedMembers.Gradient(baseName) ? LossQuantity.Gradient
                : null;
            if (quantity is { } found)
            {
                return (loss, found);
            }
        }

        return null;
    }

    private bool IsMarked(IMethodSymbol method)
        => method.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, lossAttribute));
}
