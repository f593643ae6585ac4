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
    public void A_regulariser_in_the_loss_makes_it_quadratic()
        => Assert.Equal(["SYMG1003"], Ids(s =>
        {
            Node θ = s.Theta();
            Node x = s.Data("x");
            return (θ * x) + (0.5 * θ * θ);
        }));

    [Fact]
    public void There_is_nothing_to_say_of_the_structure_of_a_regulariser()
        => Assert.Empty(Find(s =>
        {
            Node θ = s.Theta();
            return (θ * θ) + (θ * θ * θ) + s.Call("Exp", θ);
        }));

    [Fact]
    public void A_loss_that_theta_makes_throw_is_not_called_affine()
    {
        StructureFinding finding = Assert.Single(Find(s =>
        {
            Node θ = s.Theta();
            Node x = s.Data("x");
            s.ThrowIf(θ < 0);
            return θ * x;
        }));

        Assert.Equal("SYMG1009", finding.Descriptor.Id);
        Assert.StartsWith(
            "'SignedError' would be affine in 'θ', but whether it throws here depends on 'θ'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_along_which_the_loss_is_a_line_is_warned_of()
    {
        StructureFinding[] findings = Find(s =>
        {
            Node a = s.Theta("a");
            Node b = s.Theta("b");
            Node c = s.Theta("c");
            Node x = s.Data("x");
            return s.Call("Exp", a * x) + (b * x) + (c * c * b);
        });

        Assert.Equal(["SYMG1005"], findings.Select(f => f.Descriptor.Id));
        Assert.Equal(new Value(1), findings[0].Subject);
        Assert.StartsWith(
            "'SignedError' is affine in 'b' while 'a' and 'c' are held fixed: unless constrained or regularised, its mean has no minimum",
            findings[0].Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_beside_jumps_is_no_reason_to_fail()
        => Assert.Equal(["SYMG1005", "SYMG1004"], Ids(s =>
        {
            Node a = s.Theta("a");
            Node cut = s.Theta("cut");
            Node x = s.Data("x");
            return (a * x) + s.If(x > cut, () => x, () => 1 - x);
        }));

    [Fact]
    public void A_separable_loss_and_a_polynomial_are_told()
    {
        Assert.Equal(["SYMG1006"], Ids(s =>
        {
            Node θ = s.Theta();
            Node x = s.Data("x");
            return s.Call("Exp", θ) * x;
        }));
        StructureFinding cubic = Assert.Single(Find(s =>
        {
            Node θ = s.Theta();
            Node x = s.Data("x");
            return θ * θ * θ * x;
        }));
        Assert.StartsWith("'SignedError' is a polynomial of degree 3 in 'θ': ", cubic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sums_are_promised_only_where_the_objective_has_them()
    {
        var cubic = Sketch.Analyze(
            s =>
            {
                Node θ = s.Theta();
                Node x = s.Data("x");
                return θ * θ * θ * x;
            },
            "SignedError");
        StructureFinding without = Assert.Single(StructureFindings.Of(cubic, hasSums: false), f => f.Descriptor.Id == "SYMG1007");
        Assert.EndsWith(": its objective has no sums for it all the same, and goes over the items at each evaluation", without.Message, StringComparison.Ordinal);
        StructureFinding with = Assert.Single(StructureFindings.Of(cubic, hasSums: true), f => f.Descriptor.Id == "SYMG1007");
        Assert.EndsWith(": sums over the data that are found in one pass give its mean and its gradient for every 'θ'", with.Message, StringComparison.Ordinal);
    }

    private static string[] Ids(Func<Sketch, Node> body) => [.. Find(body).Select(f => f.Descriptor.Id)];

    private static StructureFinding[] Find(Func<Sketch, Node> body) => [.. StructureFindings.Of(Sketch.Analyze(body, "SignedError"), hasSums: true)];
}
