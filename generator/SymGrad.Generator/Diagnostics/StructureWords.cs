using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.Analysis.Structure;
using SymGrad.Generator.Emission;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Diagnostics;

/// <summary>What is known of the structure of a loss, in words and in the user's names.</summary>
internal sealed class StructureWords
{
    private readonly LossStructureInfo structure;
    private readonly FormulaPrinter formulas;

    public StructureWords(LossStructureInfo structure)
    {
        this.structure = structure;
        formulas = new FormulaPrinter(structure.Primal, v => structure.Primal.Values[v.Index].Name is not null);
    }

    /// <summary>The parameters that matter, or all where none does: 'a', 'b' and 'c'.</summary>
    public string Thetas
    {
        get
        {
            string[] effective = [.. structure.Thetas.Items.Where(t => t.Effect != ThetaEffect.None).Select(t => Quote(t.Name))];
            return List(effective.Length > 0 ? effective : [.. structure.Thetas.Items.Select(t => Quote(t.Name))]);
        }
    }

    public static string Quote(string name) => $"'{name}'";

    /// <summary>A claim, as a phrase that follows "is": "a polynomial of degree 3 in 'a'".</summary>
    public static string Of(StructureClaim claim, string thetas) => claim.Rung switch
    {
        StructureRung.Constant => $"constant in {thetas}",
        StructureRung.Affine => $"affine in {thetas}",
        StructureRung.Quadratic => $"quadratic in {thetas}",
        StructureRung.Polynomial => $"a polynomial of degree {Number(claim.Degree!.Value)} in {thetas}",
        StructureRung.Separable => $"separable in {thetas}",
        StructureRung.General => $"a general function of {thetas}",
        _ => throw new ArgumentOutOfRangeException(nameof(claim), claim.Rung, "There is no word for this rung."),
    };

    /// <summary>How many products a separable loss is a sum of.</summary>
    public static string Products(StructureClaim claim) => claim.SumCount switch
    {
        null => "products",
        1 => "one product",
        { } count => Number(count) + " products",
    };

    /// <summary>An obstacle, as a phrase that follows "because".</summary>
    public string Of(Obstacle obstacle, string thetas)
    {
        string here = Text(obstacle.Value);
        return obstacle.Kind switch
        {
            ObstacleKind.Product => $"{here} multiplies values that depend on {thetas}",
            ObstacleKind.Quotient => $"{here} divides by what depends on {Deciders(obstacle.Divisor!.Value)}",
            ObstacleKind.Function => $"{here} is no polynomial in {thetas}",
            ObstacleKind.Condition => $"the condition {here} depends on {Deciders(obstacle.Value)}",
            ObstacleKind.Place => $"the index {here} depends on {Deciders(obstacle.Value)}",
            ObstacleKind.Count => $"how often a loop runs depends on {Deciders(obstacle.Value)}, by {here}",
            ObstacleKind.Recurrence => $"{here} is computed from itself again and again, and not by additions only",
            ObstacleKind.Call => $"{here} calls itself",
            ObstacleKind.Exception => $"whether it throws depends on {Deciders(obstacle.Value)}, by {here}",
            ObstacleKind.Whole => $"of {here} as a whole",
            _ => throw new ArgumentOutOfRangeException(nameof(obstacle), obstacle.Kind, "There is no word for this obstacle."),
        };
    }

    /// <summary>The parameters in θ that a value reads: those that decide something by it.</summary>
    public string Deciders(Value value)
    {
        ParameterSet deciders = structure.Reads.Of(value).Intersect(structure.Reads.Theta);
        return deciders.IsEmpty ? Thetas : List([.. deciders.Members().Select(i => Quote(structure.Primal.Parameters[i].DisplayName))]);
    }

    /// <summary>'a', 'b' and 'c'.</summary>
    public static string List(IReadOnlyList<string> names) => names.Count == 1
        ? names[0]
        : string.Join(", ", names.Take(names.Count - 1)) + " and " + names[names.Count - 1];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A value as the user would recognise it: by formula where that is short, by name, or not at all.</summary>
    private string Text(Value value)
        => formulas.Print(value) is { } formula ? Quote(formula)
            : structure.Primal.Values[value.Index].Name is { } name ? Quote(name)
            : "a value computed here";
}
