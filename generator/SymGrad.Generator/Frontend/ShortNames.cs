using System;
using System.Collections.Generic;

namespace SymGrad.Generator.Frontend;

/// <summary>The types that generated code calls by their short names, where those mean them at the user's type.</summary>
internal static class ShortNames
{
    /// <summary>The type of the package System.Numerics.Tensors.</summary>
    public const string Tensors = "TensorPrimitives";

    /// <summary>The metadata name of each.</summary>
    public static IReadOnlyDictionary<string, string> Types { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Math"] = "System.Math",
        ["MathF"] = "System.MathF",
        ["MidpointRounding"] = "System.MidpointRounding",
        ["ArgumentException"] = "System.ArgumentException",
        ["ArgumentNullException"] = "System.ArgumentNullException",
        ["ArgumentOutOfRangeException"] = "System.ArgumentOutOfRangeException",
        ["ArithmeticException"] = "System.ArithmeticException",
        ["InvalidOperationException"] = "System.InvalidOperationException",
        [Tensors] = "System.Numerics.Tensors.TensorPrimitives",
        ["Span"] = "System.Span`1",
        ["ReadOnlySpan"] = "System.ReadOnlySpan`1",
        ["MethodImpl"] = "System.Runtime.CompilerServices.MethodImplAttribute",
        ["MethodImplAttribute"] = "System.Runtime.CompilerServices.MethodImplAttribute",
        ["MethodImplOptions"] = "System.Runtime.CompilerServices.MethodImplOptions",
        ["Workspace"] = "SymGrad.Workspace",
        ["WorkspaceScope"] = "SymGrad.WorkspaceScope",
        ["WorkspaceMark"] = "SymGrad.WorkspaceMark",
        ["Recording"] = "SymGrad.Recording`1",
        ["ArrayGradient"] = "SymGrad.ArrayGradient",
        ["SinglePrecision"] = "SymGrad.SinglePrecision",
        ["ElementLoops"] = "SymGrad.ElementLoops",
        ["FlatVector"] = "SymGrad.FlatVector",
        ["Matrices"] = "SymGrad.Matrices",
        ["JaggedArrays"] = "SymGrad.JaggedArrays",
        ["JaggedGradient"] = "SymGrad.JaggedGradient",
        ["Rows"] = "SymGrad.Rows`1",
        ["Shape"] = "SymGrad.Shape",
        ["Pullback"] = "SymGrad.Pullback",
        ["SpecialFunctions"] = "SymGrad.SpecialFunctions",
        ["SpecialFunctionsF"] = "SymGrad.SpecialFunctionsF",
        ["Objective"] = "SymGrad.Objective`1",
        ["Column"] = "SymGrad.Column`1",
        ["Aggregation"] = "SymGrad.Aggregation",
        ["ExtendedDouble"] = "SymGrad.ExtendedDouble",
        ["ExtendedSum"] = "SymGrad.ExtendedSum",
        ["DataFingerprint"] = "SymGrad.DataFingerprint",
        ["DataResults"] = "SymGrad.DataResults",
        ["SplitFunctions"] = "SymGrad.SplitFunctions",
        ["InstanceValues"] = "SymGrad.InstanceValues",
        ["ItemLanes"] = "SymGrad.ItemLanes",
        ["ItemLanesF"] = "SymGrad.ItemLanesF",
        ["ItemPolynomial"] = "SymGrad.ItemPolynomial",
        ["ItemMask"] = "SymGrad.ItemMask",
        ["ItemGroups"] = "SymGrad.ItemGroups",
        ["ItemMaskF"] = "SymGrad.ItemMaskF",
        ["ItemRows"] = "SymGrad.ItemRows",
        ["OuterProductSums"] = "SymGrad.OuterProductSums",
        ["CompensatedSum"] = "SymGrad.CompensatedSum",
        ["LossDescription"] = "SymGrad.LossDescription",
        ["LossStructure"] = "SymGrad.LossStructure",
    };

    /// <summary>The namespace of a type of the table.</summary>
    public static string NamespaceOf(string shortName)
    {
        string fullName = Types[shortName];
        return fullName.Substring(0, fullName.LastIndexOf('.'));
    }
}
