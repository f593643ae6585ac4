using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SymGrad.Generator.Frontend;

/// <summary>The names of what is generated for a loss, and how to tell generated members from the user's.</summary>
internal static class GeneratedMembers
{
    /// <summary>Where members are declared that are not generated yet: a path that tells that SymGrad wrote them.</summary>
    public const string StubPath = "SymGrad.Generator/Stubs.g.cs";

    public static string AddGradient(string baseName) => baseName + "AddGradient";

    /// <summary>The method that returns the numbers of a gradient one by one, where the gradient is an object.</summary>
    public static string Partials(string baseName) => baseName + "Partials";

    /// <summary>What the parameter is called that takes the gradient with respect to an array.</summary>
    public static string Destination(string theta, System.Collections.Generic.ICollection<string> parameters)
    {
        string name = theta + "Gradient";
        while (parameters.Contains(name))
        {
            name += "Destination";
        }

        return name;
    }

    /// <summary>What the parameter is called that gives a direction for one of θ.</summary>
    public static string Direction(string theta, System.Collections.Generic.ISet<string> taken)
    {
        string name = theta + "Direction";
        string numbered = name;
        for (int number = 2; !taken.Add(numbered); number++)
        {
            numbered = name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return numbered;
    }

    public static string Gradient(string baseName) => baseName + "Gradient";

    public static string ValueAndGradient(string baseName) => baseName + "ValueAndGradient";

    /// <summary>The value of a loss in which stable forms replace others.</summary>
    public static string StableValue(string baseName) => baseName + "StableValue";

    public static string Objective(string baseName) => baseName + "Objective";

    /// <summary>The objective of a generic loss for a type: that for float is called as other things of SymGrad in float are.</summary>
    public static string Objective(string baseName, string typeArgument) => Objective(baseName) + (typeArgument == "float" ? "F" : "");

    /// <summary>
    /// Whether SymGrad wrote a member. The analyzer sees a compilation with the generated files in it, the generator one without, and both
    /// have to come to the same result.
    /// </summary>
    public static bool IsGenerated(ISymbol member) => !member.DeclaringSyntaxReferences.IsEmpty
        && member.DeclaringSyntaxReferences.All(r => IsGenerated(r.SyntaxTree));

    private static bool IsGenerated(SyntaxTree tree)
    {
        string[] folders = tree.FilePath.Split('/', '\\');
        return tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) && folders.Contains("SymGrad.Generator");
    }
}
