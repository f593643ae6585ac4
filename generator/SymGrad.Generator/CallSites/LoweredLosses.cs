using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.Frontend;

namespace SymGrad.Generator.CallSites;

/// <summary>What is known of the losses of one compilation, each found out once and only when it is asked for.</summary>
internal sealed class LoweredLosses(Compilation compilation, LossDerivative derivative)
{
    private readonly ConcurrentDictionary<IMethodSymbol, LossModel?> models = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<(IMethodSymbol Loss, string Averaged, LossQuantity Quantity), bool> answers =
        new(new KeyComparer());

    /// <summary>Whether means may stand for the data: the loss is known, and could not be proved to be affine in them.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="averaged">The positions of the parameters that are given means.</param>
    /// <param name="quantity">What of the loss is asked for.</param>
    /// <param name="cancellationToken">Ends the analysis.</param>
    public bool MayDiffer(IMethodSymbol loss, IReadOnlyCollection<int> averaged, LossQuantity quantity, CancellationToken cancellationToken)
    {
        (IMethodSymbol, string, LossQuantity) key = (loss, string.Join(",", averaged), quantity);
        if (!answers.TryGetValue(key, out bool answer))
        {
            answer = ModelOf(loss, cancellationToken) is { Function: { } function } model
                && !MeanCommutation.IsProved(function, [.. averaged.SelectMany(model.LeavesOf)], quantity);
            answers.TryAdd(key, answer);
        }

        return answer;
    }

    /// <summary>A loss with an error has no function, and nothing is said about it here.</summary>
    private LossModel? ModelOf(IMethodSymbol loss, CancellationToken cancellationToken)
    {
        if (!models.TryGetValue(loss, out LossModel? model))
        {
            model = LossLowering.Lower(loss, compilation, derivative, cancellationToken).Model;
            models.TryAdd(loss, model);
        }

        return model;
    }

    private sealed class KeyComparer : IEqualityComparer<(IMethodSymbol Loss, string Averaged, LossQuantity Quantity)>
    {
        public bool Equals(
            (IMethodSymbol Loss, string Averaged, LossQuantity Quantity) x, (IMethodSymbol Loss, string Averaged, LossQuantity Quantity) y)
            => SymbolEqualityComparer.Default.Equals(x.Loss, y.Loss)
            && string.Equals(x.Averaged, y.Averaged, StringComparison.Ordinal)
            && x.Quantity == y.Quantity;

        public int GetHashCode((IMethodSymbol Loss, string Averaged, LossQuantity Quantity) obj)
            => SymbolEqualityComparer.Default.GetHashCode(obj.Loss) ^ StringComparer.Ordinal.GetHashCode(obj.Averaged);
    }
}
