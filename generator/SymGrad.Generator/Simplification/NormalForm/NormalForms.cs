using System.Collections.Generic;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Simplification.NormalForm;

/// <summary>The normal form of every value of a function.</summary>
internal sealed class NormalForms
{
    private readonly Dictionary<Value, Polynomial> forms;
    private readonly ThetaDependence dependence;

    public NormalForms(PolynomialRing ring, Dictionary<Value, Polynomial> forms, ThetaDependence dependence)
    {
        Ring = ring;
        this.forms = forms;
        this.dependence = dependence;
    }

    public PolynomialRing Ring { get; }

    public Polynomial this[Value value] => forms[value];

    /// <summary>
    /// Whether computing the value as it is written reads θ. Its normal form may be free of θ all the same: θ cancels in θ − θ + x.
    /// </summary>
    public bool ReadsTheta(Value value) => dependence.Of(value);
}
