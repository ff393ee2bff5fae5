import LogisticRegression from 'ml-logistic-regression';
import { Matrix } from 'ml-matrix';

/**
 * Fits a logistic regression by gradient descent. Columns are standardised for the descent, which makes it
 * converge in some hundred steps, and the weights are given back in the columns' own units.
 */
export function fit(rows, labels, { steps, learningRate, onStep }) {
  const scales = columnScales(rows);
  const features = new Design(rows.map((row) => standardise(row, scales)));
  features.onScores = (scores, step) => onStep?.(step, () => logLoss(scores, labels));
  const classifier = binaryClassifier(steps, learningRate);
  classifier.train(features, Matrix.columnVector(labels));
  return inColumnUnits(classifier.weights.to1DArray(), scales);
}

/** The mean of −log(probability given to what happened), from scores on the logit scale. */
export function logLoss(scores, labels) {
  const losses = labels.map((label, i) =>
    Math.log1p(Math.exp(label === 1 ? -scores[i] : scores[i])),
  );
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/** The library's `train` fits one classifier per class; for two classes the second is a mirror image. */
function binaryClassifier(numSteps, learningRate) {
  const description = {
    name: 'LogisticRegression',
    numberClasses: 1,
    classifiers: [{ numSteps, learningRate }],
  };
  return LogisticRegression.load(description).classifiers[0];
}

/** A matrix that keeps its transpose, and shows its product with the weights: the scores of each step. */
class Design extends Matrix {
  #step = 0;
  #transposed;

  transpose() {
    return (this.#transposed ??= super.transpose());
  }

  mmul(weights) {
    const scores = super.mmul(weights);
    this.onScores(scores.to1DArray(), this.#step++);
    return scores;
  }
}

function columnScales(rows) {
  return Array.from(rows[0], (_, column) => {
    let sum = 0;
    let squares = 0;
    for (const row of rows) sum += row[column];
    const mean = sum / rows.length;
    for (const row of rows) squares += (row[column] - mean) ** 2;
    return { mean, deviation: Math.sqrt(squares / rows.length) };
  });
}

/** The first column is the intercept's; one that never varies says nothing and stays at zero. */
function standardise(row, scales) {
  return [
    1,
    ...scales.map(({ mean, deviation }, i) => (deviation === 0 ? 0 : (row[i] - mean) / deviation)),
  ];
}

function inColumnUnits([intercept, ...standardised], scales) {
  const weights = scales.map(({ deviation }, i) =>
    deviation === 0 ? 0 : standardised[i] / deviation,
  );
  return {
    intercept: weights.reduce((sum, weight, i) => sum - weight * scales[i].mean, intercept),
    weights,
  };
}
