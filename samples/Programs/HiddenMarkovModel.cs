using System;

namespace SymGrad.Programs;

/// <summary>A hidden Markov model: the likelihood of a sequence of symbols, by the forward recursion on logarithms.</summary>
public static partial class HiddenMarkovModel
{
    /// <summary>The negative logarithm of the likelihood of one sequence.</summary>
    /// <param name="initial">The logits of the first state.</param>
    /// <param name="transitions">The logits of the next state: one row for each state, one column for each next state.</param>
    /// <param name="emissions">The logits of the symbols: one row for each state, one column for each symbol.</param>
    /// <param name="symbols">The sequence; a symbol is an index from 0.</param>
    [Loss]
    public static double NegativeLogLikelihood(
        [Theta] ReadOnlySpan<double> initial,
        [Theta] ReadOnlySpan<double> transitions,
        [Theta] ReadOnlySpan<double> emissions,
        ReadOnlySpan<int> symbols)
    {
        int states = initial.Length;
        int alphabet = emissions.Length / states;
        double[] logTransitions = new double[transitions.Length];
        double[] logEmissions = new double[emissions.Length];
        for (int s = 0; s < states; s++)
        {
            LogSoftmax(transitions.Slice(s * states, states), logTransitions.AsSpan(s * states, states));
            LogSoftmax(emissions.Slice(s * alphabet, alphabet), logEmissions.AsSpan(s * alphabet, alphabet));
        }

        Span<double> current = stackalloc double[states];
        Span<double> next = stackalloc double[states];
        Span<double> terms = stackalloc double[states];
        LogSoftmax(initial, current);
        for (int t = 0; t < symbols.Length; t++)
        {
            if (t > 0)
            {
                for (int to = 0; to < states; to++)
                {
                    for (int from = 0; from < states; from++)
                    {
                        terms[from] = current[from] + logTransitions[(from * states) + to];
                    }

                    next[to] = Vectors.LogSumExp(terms);
                }

                next.CopyTo(current);
            }

            for (int s = 0; s < states; s++)
            {
                current[s] += logEmissions[(s * alphabet) + symbols[t]];
            }
        }

        return -Vectors.LogSumExp(current);
    }

    private static void LogSoftmax(ReadOnlySpan<double> logits, Span<double> result)
    {
        double normaliser = Vectors.LogSumExp(logits);
        for (int i = 0; i < logits.Length; i++)
        {
            result[i] = logits[i] - normaliser;
        }
    }
}
