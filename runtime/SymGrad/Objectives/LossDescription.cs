using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Text;

namespace SymGrad;

/// <summary>What the compiler found out about a loss. Generated objectives carry one; <see cref="ToString"/> prints it.</summary>
public sealed class LossDescription
{
    /// <summary>Describes a loss.</summary>
    /// <param name="name">The name of the loss.</param>
    /// <param name="parameterNames">The names of the parameters θ, in the order of the flat θ vector.</param>
    /// <param name="structure">What the loss is as a function of θ.</param>
    /// <param name="findings">The compiler's diagnostics about the loss, each starting with its id.</param>
    /// <param name="formula">The loss as a formula, for people to read; may be empty.</param>
    /// <exception cref="ArgumentNullException">A name, a finding or the formula is null.</exception>
    /// <exception cref="ArgumentException">
    /// The name or a parameter's name is empty, there is no parameter, or two parameters have one name.
    /// </exception>
    public LossDescription(
        string name,
        ReadOnlySpan<string> parameterNames,
        LossStructure structure,
        ReadOnlySpan<string> findings,
        string formula)
        : this(name, parameterNames, structure, findings, formula, [])
    {
    }

    /// <summary>Describes a loss, with what is known of it as a function of each parameter.</summary>
    /// <param name="name">The name of the loss.</param>
    /// <param name="parameterNames">The names of the parameters θ, in the order of the flat θ vector.</param>
    /// <param name="structure">What the loss is as a function of θ.</param>
    /// <param name="findings">The compiler's diagnostics about the loss, each starting with its id.</param>
    /// <param name="formula">The loss as a formula, for people to read; may be empty.</param>
    /// <param name="structureReport">What the loss is in all parameters together and in each of them, a line each; may be empty.</param>
    /// <exception cref="ArgumentNullException">A name, a finding, the formula or a line of the report is null.</exception>
    /// <exception cref="ArgumentException">
    /// The name or a parameter's name is empty, there is no parameter, or two parameters have one name.
    /// </exception>
    public LossDescription(
        string name,
        ReadOnlySpan<string> parameterNames,
        LossStructure structure,
        ReadOnlySpan<string> findings,
        string formula,
        ReadOnlySpan<string> structureReport)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(formula);
        if (parameterNames.IsEmpty)
        {
            throw new ArgumentException($"The loss '{name}' has no parameter θ: give at least one name.", nameof(parameterNames));
        }

        HashSet<string> seen = [];
        foreach (string parameterName in parameterNames)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(parameterName, nameof(parameterNames));
            if (!seen.Add(parameterName))
            {
                throw new ArgumentException(
                    $"The loss '{name}' has two parameters θ named '{parameterName}': names must differ.", nameof(parameterNames));
            }
        }

        foreach (string finding in findings)
        {
            ArgumentNullException.ThrowIfNull(finding, nameof(findings));
        }

        foreach (string line in structureReport)
        {
            ArgumentNullException.ThrowIfNull(line, nameof(structureReport));
        }

        Name = name;
        ParameterNames = new ReadOnlyCollection<string>(parameterNames.ToArray());
        Structure = structure;
        Findings = new ReadOnlyCollection<string>(findings.ToArray());
        Formula = formula;
        StructureReport = new ReadOnlyCollection<string>(structureReport.ToArray());
    }

    /// <summary>The name of the loss.</summary>
    public string Name { get; }

    /// <summary>The names of the parameters θ, in the order of the flat θ vector.</summary>
    public IReadOnlyList<string> ParameterNames { get; }

    /// <summary>What the loss is as a function of θ.</summary>
    public LossStructure Structure { get; }

    /// <summary>The compiler's diagnostics about the loss, each starting with its id: "SYMG1001: …".</summary>
    public IReadOnlyList<string> Findings { get; }

    /// <summary>The loss as a formula, for people to read; may be empty.</summary>
    public string Formula { get; }

    /// <summary>
    /// What the loss was proved to be as a function of all parameters together and, where there are several, of each of them with the others
    /// held fixed; a line each, with the reason why it is nothing simpler: "quadratic in 'w', because 'residual²' multiplies values that depend
    /// on 'w'".
    /// </summary>
    public IReadOnlyList<string> StructureReport { get; }

    /// <summary>The structure in words, as a phrase that follows the loss: "affine in θ".</summary>
    internal string StructureInWords => Structure switch
    {
        LossStructure.Constant => "constant in θ",
        LossStructure.Affine => "affine in θ",
        LossStructure.Quadratic => "quadratic in θ",
        LossStructure.Polynomial => "a polynomial in θ",
        LossStructure.Separable => "separable in θ",
        _ => "a general function of θ",
    };

    /// <summary>Prints name, parameters, structure, formula and findings, one line each.</summary>
    /// <returns>Lines separated by <c>\n</c>, without a last one.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Name).Append('(').AppendJoin(", ", ParameterNames).Append(") is ").Append(StructureInWords);
        if (Formula.Length > 0)
        {
            text.Append("\n  ").Append(Formula);
        }

        foreach (string finding in Findings)
        {
            text.Append("\n  ").Append(finding);
        }

        return text.ToString();
    }
}
