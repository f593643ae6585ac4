using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using Digits;
using Samples;

Console.OutputEncoding = Encoding.UTF8;
var report = new Report(Terminal.Create());

(DigitData trainingData, DigitData testData) = DigitData.Load().Split();
var training = new Training(trainingData, testData);
report.Introduce(training, trainingData, testData);

long start = Stopwatch.GetTimestamp();
List<Epoch> epochs = report.Follow(training.Run());
report.Conclude(epochs, Stopwatch.GetElapsedTime(start));

const string ImageFile = "loss-curve.svg";
File.WriteAllText(ImageFile, new LossCurve(epochs).ToSvg());
report.Tell($"The same curve as an image: {Path.GetFullPath(ImageFile)}");
report.Mistakes(training.Weights, testData);
