using System.Collections.Generic;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification.NormalForm;

/// <summary>The normal form of every value of a function.</summary>
internal sealed class NormalForms
{
    private readonly Dictionary<Value, Polynomial> forms;
    private readonly Dictionary<Value, Dependence> reads;

    public NormalForms(PolynomialRing ring, Dictionary<Value, Polynomial> forms, Dictionary<Value, Dependence> reads)
    {
        Ring = ring;
        this.forms = forms;
        this.reads = reads;
    }

    public PolynomialRing Ring { get; }

    public Polynomial this[Value value] => forms[value];

    /// <summary>
    /// Whether computing the value as it is written reads θ. Its normal form may be free of θ all the same: θ cancels in θ − θ + x.
    /// </summary>
    public bool ReadsTheta(Value value) => reads[value].OnTheta;

    /// <summary>Whether computing the value as it is written reads data.</summary>
    public bool ReadsData(Value value) => reads[value].OnData;
}
