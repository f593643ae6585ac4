using System;
using System.Text;
using BreastCancer;
using Samples;
using SymGrad;

Console.OutputEncoding = Encoding.UTF8;
var report = new Report(Terminal.Create());

(TumourData training, TumourData test) = TumourData.Load().Split();
var scaling = new Scaling(training);
(training, test) = (scaling.Apply(training), scaling.Apply(test));

Objective<double> objective = Classifier.Objective(training);
report.Describe(objective.Loss);

Classifier classifier = Classifier.Train(objective);
report.Training(objective, classifier);
report.Scores(("training", classifier.Test(training)), ("test", classifier.Test(test)));
report.Weights(classifier);
