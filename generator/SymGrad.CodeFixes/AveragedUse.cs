using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SymGrad.CodeFixes;

/// <summary>What of a loss is asked for at its averaged data.</summary>
internal enum AveragedQuantity
{
    Value,

    Gradient,
}

/// <summary>A call of a loss, or of its gradient, at means of data in a form from which the data can be read, and the objective that should stand there.</summary>
/// <param name="Call">The call.</param>
/// <param name="Quantity">What it returns.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Objective">The expression that makes the objective over the data.</param>
/// <param name="Theta">The arguments for θ, in order.</param>
/// <param name="Destination">Where the gradient with respect to θ goes, if θ is an array.</param>
internal sealed record AveragedUse(
    InvocationExpressionSyntax Call,
    AveragedQuantity Quantity,
    IMethodSymbol Loss,
    string Objective,
    ImmutableArray<ExpressionSyntax> Theta,
    ExpressionSyntax? Destination)
{
    /// <summary>θ as the flat vector that objectives take.</summary>
    public string Vector => Loss.Theta()[0].Type.IsReal() ? $"[{string.Join(", ", Theta)}]" : Theta[0].ToString();

    /// <summary>Reads the call around an averaged argument; null where there is no simple replacement of it.</summary>
    public static AveragedUse? Find(SyntaxNode? argument, SemanticModel model, CancellationToken cancellation)
    {
        if (argument?.FirstAncestorOrSelf<ArgumentSyntax>() is not { Parent.Parent: InvocationExpressionSyntax call }
            || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method
            || FindLoss(method) is not var (loss, quantity)
            || !loss.IsStatic
            || method.Parameters.Count(p => !p.IsOptional) != call.ArgumentList.Arguments.Count)
        {
            return null;
        }

        // One array is the flat vector itself; of several parameters, numbers are.
        ImmutableArray<IParameterSymbol> theta = loss.Theta();
        bool isArray = theta.Length == 1 && theta[0].Type.ElementType() is not null;
        ImmutableArray<ITypeSymbol> precisions = [.. theta.Select(t => isArray ? t.Type.ElementType()! : t.Type)];
        if (precisions.Any(p => !p.IsReal()) || precisions.Select(p => p.SpecialType).Append(loss.ReturnType.SpecialType).Distinct().Count() > 1)
        {
            return null;
        }

        // Evaluated in another order, all of these give the same: means of data, constants, and what stands for θ.
        Dictionary<string, ExpressionSyntax> arguments = call.ArgumentList.Arguments
            .Select((a, i) => (Name: a.NameColon?.Name.Identifier.ValueText ?? method.Parameters[i].Name, a.Expression))
            .ToDictionary(a => a.Name, a => a.Expression);
        var columns = new AveragedColumns(model, cancellation);
        ImmutableArray<IParameterSymbol> data = [.. loss.Parameters.Except<IParameterSymbol>(theta, SymbolEqualityComparer.Default)];
        if (loss.Parameters.Any(p => !arguments.ContainsKey(p.Name)) || !data.Any(d => columns.IsAverage(arguments[d.Name])))
        {
            return null;
        }

        ImmutableArray<ExpressionSyntax?> items = [.. data.Select(d => columns.Of(arguments[d.Name], d.Type))];
        if (items.Contains(null))
        {
            return null;
        }

        // The objective stands in the same type as the method, and so is reached in the same way.
        string qualifier = call.Expression is MemberAccessExpressionSyntax access ? $"{access.Expression.WithoutTrivia()}." : "";
        string shape = isArray ? $", {arguments[theta[0].Name].WithoutTrivia()}.Length" : "";
        string objective = $"new {qualifier}{loss.BaseName()}Objective({string.Join(", ", items)}{shape})";
        ExpressionSyntax? destination = null;
        if (isArray && (arguments[theta[0].Name] is not (IdentifierNameSyntax or MemberAccessExpressionSyntax)
            || (quantity == AveragedQuantity.Gradient && !arguments.TryGetValue(theta[0].Name + "Gradient", out destination))))
        {
            return null;
        }

        return new AveragedUse(call, quantity, loss, objective, [.. theta.Select(t => arguments[t.Name].WithoutTrivia())], destination);
    }

    private static (IMethodSymbol Loss, AveragedQuantity Quantity)? FindLoss(IMethodSymbol method)
    {
        if (method.IsLoss())
        {
            return (method, AveragedQuantity.Value);
        }

        IMethodSymbol? loss = method.ContainingType?.Losses().FirstOrDefault(l => l.BaseName() + "Gradient" == method.Name);
        return loss is null ? null : (loss, AveragedQuantity.Gradient);
    }
}
