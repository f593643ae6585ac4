using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.IR;
using Xunit;

namespace SymGrad.Generator.Tests.Structure;

public class StructureFindingsTests
{
    [Fact]
    public void An_affine_loss_gets_both_findings_about_it()
    {
        StructureFinding[] findings = Find(s =>
        {
            Node θ = s.Theta();
            Node x = s.Data("x");
            Node y = s.Data("y");
            return y - (θ * x);
        });

        Assert.Equal(["SYMG1001", "SYMG1002"], findings.Select(f => f.Descriptor.Id));
        Assert.Equal([DiagnosticSeverity.Info, DiagnosticSeverity.Warning], findings.Select(f => f.Descriptor.DefaultSeverity));
        Assert.All(findings, f => Assert.Null(f.Subject));
        Assert.Equal(
            "'SignedError' is affine in 'θ': its gradient does not depend on 'θ', so an objective sums it over the data once and reuses it",
            findings[0].Message);
        Assert.StartsWith(
            "'SignedError' is affine in 'θ': unless constrained or regularised, its mean has no minimum",
            findings[1].Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_parameters_that_matter_are_listed_and_the_others_reported()
    {
        StructureFinding[] findings = Find(s =>
        {
            Node a = s.Theta("a");
            Node b = s.Theta("b");
            Node c = s.Theta("c");
            Node d = s.Theta("d");
            Node x = s.Data("x");
            return (a * x) + b - (c * x) + (d * 0.0);
        });

        Assert.Equal(["SYMG1001", "SYMG1002", "SYMG1004"], findings.Select(f => f.Descriptor.Id));
        Assert.StartsWith("'SignedError' is affine in 'a', 'b' and 'c': ", findings[0].Message, StringComparison.Ordinal);
        Assert.Equal(new Value(3), findings[2].Subject);
        Assert.StartsWith("'d' has no effect on 'SignedError': ", findings[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_loss_is_reported_at_its_parameters_only()
    {
        StructureFinding[] findings = Find(s =>
        {
            Node a = s.Theta("a");
            Node b = s.Theta("b");
            Node x = s.Data("x");
            return a + x - a + (b * 0.0);
        });

        Assert.Equal(["SYMG1004", "SYMG1004"], findings.Select(f => f.Descriptor.Id));
        Assert.Equal([new Value(0), new Value(1)], findings.Select(f => f.Subject!.Value));
    }

    [Fact]
    public void A_parameter_that_acts_in_jumps_is_reported_in_other_words()
    {
        StructureFinding finding = Assert.Single(Find(s =>
        {
            Node cut = s.Theta("cut");
            Node x = s.Data("x");
            return s.If(x > cut, () => x, () => 1 - x);
        }));

        Assert.Equal("SYMG1004", finding.Descriptor.Id);
        Assert.StartsWith("'cut' has no effect on the gradient of 'SignedError': ", finding.Message, StringComparison.Ordinal);
        Assert.Contains("in jumps", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_regulariser_in_the_loss_leaves_nothing_to_say()
        => Assert.Empty(Find(s =>
        {
            Node θ = s.Theta();
            Node x = s.Data("x");
            return (θ * x) + (0.5 * θ * θ);
        }));

    [Fact]
    public void A_loss_that_theta_makes_throw_is_not_called_affine()
        => Assert.Empty(Find(s =>
        {
            Node θ = s.Theta();
            Node x = s.Data("x");
            s.ThrowIf(θ < 0);
            return θ * x;
        }));

    private static StructureFinding[] Find(Func<Sketch, Node> body) => [.. StructureFindings.Of(Sketch.Analyze(body, "SignedError"))];
}
