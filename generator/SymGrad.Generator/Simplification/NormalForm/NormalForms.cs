using System.Collections.Generic;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification.NormalForm;

/// <summary>The normal form of every number that a function computes.</summary>
internal sealed class NormalForms
{
    private readonly Dictionary<Value, Polynomial> forms;

    public NormalForms(PolynomialRing ring, Dictionary<Value, Polynomial> forms, ReadSets reads)
    {
        Ring = ring;
        Reads = reads;
        this.forms = forms;
    }

    public PolynomialRing Ring { get; }

    /// <summary>What the computation of each value reads as it is written, whether or not it cancels.</summary>
    public ReadSets Reads { get; }

    public Polynomial this[Value value] => forms[value];

    /// <summary>
    /// Whether computing the value as it is written reads θ. Its normal form may be free of θ all the same: θ cancels in θ − θ + x.
    /// </summary>
    public bool ReadsTheta(Value value) => Reads.DependenceOf(value).OnTheta;

    /// <summary>Whether computing the value as it is written reads data.</summary>
    public bool ReadsData(Value value) => Reads.DependenceOf(value).OnData;
}
