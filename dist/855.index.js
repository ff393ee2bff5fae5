"use strict";
exports.id = 855;
exports.ids = [855];
exports.modules = {

/***/ 94206:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Yw: () => (/* binding */ binomialUpperTail),
/* harmony export */   _u: () => (/* binding */ clopperPearsonHigh),
/* harmony export */   mB: () => (/* binding */ clopperPearsonLow)
/* harmony export */ });
function binomialUpperTail(successes, trials, probability) {
    if (successes <= 0)
        return 1;
    if (successes > trials)
        return 0;
    return incompleteBeta(successes, trials - successes + 1, probability);
}
function clopperPearsonLow(successes, trials, alpha) {
    if (successes === 0)
        return 0;
    let low = 0;
    let high = 1;
    for (let i = 0; i < 60; i += 1) {
        const middle = (low + high) / 2;
        if (binomialUpperTail(successes, trials, middle) < alpha)
            low = middle;
        else
            high = middle;
    }
    return low;
}
function clopperPearsonHigh(successes, trials, alpha) {
    return 1 - clopperPearsonLow(trials - successes, trials, alpha);
}
function incompleteBeta(a, b, x) {
    if (x <= 0)
        return 0;
    if (x >= 1)
        return 1;
    if (x > (a + 1) / (a + b + 2))
        return 1 - incompleteBeta(b, a, 1 - x);
    const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
    const tiny = 1e-300;
    let c = 1;
    let d = 1 / orTiny(1 - ((a + b) * x) / (a + 1), tiny);
    let fraction = d;
    for (let m = 1; m <= 10_000; m += 1) {
        const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / orTiny(1 + even * d, tiny);
        c = orTiny(1 + even / c, tiny);
        fraction *= d * c;
        const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / orTiny(1 + odd * d, tiny);
        c = orTiny(1 + odd / c, tiny);
        fraction *= d * c;
        if (Math.abs(d * c - 1) < 1e-15)
            break;
    }
    return Math.min(1, (front * fraction) / a);
}
function orTiny(value, tiny) {
    return Math.abs(value) < tiny ? tiny : value;
}
function logGamma(x) {
    const coefficients = [
        676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_1, -176.615_029_162_140_6,
        12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    const shifted = x - 1;
    const series = coefficients.reduce((sum, coefficient, index) => sum + coefficient / (shifted + index + 1), 0.999_999_999_999_809_9);
    const t = shifted + 7.5;
    return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(series);
}


/***/ }),

/***/ 77389:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ seededStream)
/* harmony export */ });
function seededStream(seed) {
    const fill = splitmix32(seed);
    let [a, b, c, d] = [fill(), fill(), fill(), fill()];
    return {
        nextIndex(below) {
            const product = Math.imul(b, 5);
            const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
            const shifted = b << 9;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= shifted;
            d = (d << 11) | (d >>> 21);
            return Math.floor((result / 4_294_967_296) * below);
        },
    };
}
function splitmix32(seed) {
    let state = seed | 0;
    return () => {
        state = (state + 0x9e3779b9) | 0;
        let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
        mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
        return mixed ^ (mixed >>> 15);
    };
}


/***/ }),

/***/ 79855:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runRegister: () => (/* binding */ runRegister)
});

// EXTERNAL MODULE: ./lib/evaluation/gate.js
var evaluation_gate = __webpack_require__(8248);
// EXTERNAL MODULE: ./lib/release/verdict.js
var verdict = __webpack_require__(51551);
// EXTERNAL MODULE: ./lib/evaluation/binomial.js
var binomial = __webpack_require__(94206);
// EXTERNAL MODULE: ./lib/evaluation/random-stream.js
var random_stream = __webpack_require__(77389);
;// CONCATENATED MODULE: ./lib/evaluation/bootstrap.js

const bootstrapSeed = 20_250_101;
const replicatesUsual = 1_000;
const replicatesMost = 10_000;
const replicatesLeast = 200;
const drawsMost = 100_000_000;
function bootstrap(weights, tail, statistic) {
    const n = weights.length;
    const wanted = Math.min(replicatesMost, Math.max(replicatesUsual, Math.ceil(20 / tail)));
    const count = Math.max(replicatesLeast, Math.min(wanted, Math.floor(drawsMost / Math.max(1, n))));
    const stream = (0,random_stream/* seededStream */.V)(bootstrapSeed);
    const drawn = new Float64Array(n);
    const values = [];
    for (let i = 0; i < count; i += 1) {
        drawn.fill(0);
        for (let j = 0; j < n; j += 1) {
            const place = stream.nextIndex(n);
            drawn[place] = (drawn[place] ?? 0) + (weights[place] ?? 0);
        }
        const value = statistic(drawn);
        if (value !== undefined && Number.isFinite(value))
            values.push(value);
    }
    if (n === 0 || values.length < 0.95 * count)
        return undefined;
    return { replicates: Float64Array.from(values).toSorted(), seed: bootstrapSeed };
}
function percentile({ replicates }, share) {
    const position = share * (replicates.length - 1);
    const below = Math.floor(position);
    const [low = 0, high = low] = [replicates[below], replicates[below + 1]];
    return low + (position - below) * (high - low);
}
function spread({ replicates }) {
    const mean = replicates.reduce((sum, value) => sum + value, 0) / replicates.length;
    const squares = replicates.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return Math.sqrt(squares / Math.max(1, replicates.length - 1));
}

;// CONCATENATED MODULE: ./lib/evaluation/delong.js
function placementsOf(labels, scores) {
    const positives = scores.filter((_, place) => labels[place] === 1);
    const negatives = scores.filter((_, place) => labels[place] !== 1);
    const [m, n] = [positives.length, negatives.length];
    if (m < 2 || n < 2)
        return undefined;
    const all = new Float64Array(m + n);
    all.set(positives);
    all.set(negatives, m);
    const rankAll = midranks(all);
    const rankPositives = midranks(positives);
    const rankNegatives = midranks(negatives);
    const ofPositives = rankPositives.map((rank, i) => ((rankAll[i] ?? 0) - rank) / n);
    const ofNegatives = rankNegatives.map((rank, j) => 1 - ((rankAll[m + j] ?? 0) - rank) / m);
    return { auc: meanOf(ofPositives), ofPositives, ofNegatives };
}
function aucVariance({ ofPositives, ofNegatives }) {
    return (sampleVariance(ofPositives) / ofPositives.length +
        sampleVariance(ofNegatives) / ofNegatives.length);
}
function aucDifferenceVariance(a, b) {
    return aucVariance({
        auc: a.auc - b.auc,
        ofPositives: differences(a.ofPositives, b.ofPositives),
        ofNegatives: differences(a.ofNegatives, b.ofNegatives),
    });
}
function differences(x, y) {
    return x.map((value, i) => value - (y[i] ?? 0));
}
function midranks(values) {
    const order = Uint32Array.from(values, (_, place) => place).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
    const ranks = new Float64Array(values.length);
    let start = 0;
    while (start < order.length) {
        let end = start + 1;
        while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0])
            end += 1;
        const rank = (start + 1 + end) / 2;
        for (let i = start; i < end; i += 1)
            ranks[order[i] ?? 0] = rank;
        start = end;
    }
    return ranks;
}
function meanOf(values) {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}
function sampleVariance(values) {
    const mean = meanOf(values);
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

// EXTERNAL MODULE: ./lib/evaluation/metric.js
var evaluation_metric = __webpack_require__(79407);
;// CONCATENATED MODULE: ./lib/evaluation/confusion.js

function isDecisionMetric(metric) {
    return evaluation_metric/* metrics */.qd[metric].family === 'decision';
}
function decisionMetric(metric, confusion) {
    const [part, whole] = proportionOf(metric, confusion);
    if (whole > 0)
        return { value: part / whole };
    return { value: 0, note: `${metric} is 0 / 0 here and taken as 0: ${whyEmpty[metric]}` };
}
function proportionOf(metric, confusion) {
    const { truePositives, falsePositives, trueNegatives, falseNegatives } = confusion;
    switch (metric) {
        case 'accuracy': {
            const right = truePositives + trueNegatives;
            return [right, right + falsePositives + falseNegatives];
        }
        case 'precision':
            return [truePositives, truePositives + falsePositives];
        case 'recall':
            return [truePositives, truePositives + falseNegatives];
        case 'specificity':
            return [trueNegatives, trueNegatives + falsePositives];
        case 'f1Score':
            return [2 * truePositives, 2 * truePositives + falsePositives + falseNegatives];
    }
}
const whyEmpty = {
    accuracy: 'there is no example',
    precision: 'no example is decided positive',
    recall: 'there is no positive example',
    specificity: 'there is no negative example',
    f1Score: 'no example is positive or decided so',
};

;// CONCATENATED MODULE: ./lib/evaluation/ranking.js
function byDescendingScore(scores) {
    return Uint32Array.from(scores, (_, place) => place).toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
}
function rankingMetric(metric, { labels, scores }, order, weights) {
    let truePositives = 0;
    let falsePositives = 0;
    let area = 0;
    let steps = 0;
    let next = 0;
    while (next < order.length) {
        const score = scores[order[next] ?? 0];
        let positives = 0;
        let negatives = 0;
        for (; next < order.length; next += 1) {
            const place = order[next] ?? 0;
            if (scores[place] !== score)
                break;
            if (labels[place] === 1)
                positives += weights[place] ?? 0;
            else
                negatives += weights[place] ?? 0;
        }
        area += negatives * (truePositives + positives / 2);
        truePositives += positives;
        falsePositives += negatives;
        if (positives > 0)
            steps += (positives * truePositives) / (truePositives + falsePositives);
    }
    if (truePositives === 0 || falsePositives === 0)
        return { note: 'there is one class only' };
    if (metric === 'auPrc')
        return { value: steps / truePositives };
    return { value: area / truePositives / falsePositives };
}

;// CONCATENATED MODULE: ./lib/evaluation/metrics.js


const defaultThreshold = 0.5;
function measure(metric, set, threshold = defaultThreshold) {
    return estimatorOf(metric, set, threshold)(weightsOf(set));
}
function weightsOf(set) {
    return set.weights ?? new Float64Array(set.labels.length).fill(1);
}
function estimatorOf(metric, set, threshold) {
    if (isDecisionMetric(metric)) {
        const cells = cellsOf(set, threshold);
        return (weights) => decisionMetric(metric, confusionOf(cells, weights));
    }
    switch (metric) {
        case 'auRoc':
        case 'auPrc': {
            const order = byDescendingScore(set.scores);
            return (weights) => rankingMetric(metric, set, order, weights);
        }
        case 'logLoss':
            return metrics_meanOf(set, logLoss);
        case 'brier':
            return metrics_meanOf(set, (label, score) => (score - label) ** 2);
        case 'meanAbsoluteError':
            return metrics_meanOf(set, (label, score) => Math.abs(score - label));
        case 'rootMeanSquaredError': {
            const meanSquare = metrics_meanOf(set, (label, score) => (score - label) ** 2);
            return (weights) => {
                const { value } = meanSquare(weights);
                return value === undefined ? {} : { value: Math.sqrt(value) };
            };
        }
        case 'rSquared':
            return (weights) => rSquared(set, weights);
    }
}
function confusionAt(set, threshold) {
    return confusionOf(cellsOf(set, threshold), weightsOf(set));
}
function cellsOf({ labels, scores }, threshold) {
    return Uint8Array.from(labels, (label, place) => {
        const isPositive = (scores[place] ?? 0) >= threshold;
        return (label === 1 ? 2 : 0) + (isPositive ? 1 : 0);
    });
}
function confusionOf(cells, weights) {
    const sums = [0, 0, 0, 0];
    for (let i = 0; i < cells.length; i += 1) {
        const cell = cells[i] ?? 0;
        sums[cell] = (sums[cell] ?? 0) + (weights[i] ?? 0);
    }
    const [trueNegatives = 0, falsePositives = 0, falseNegatives = 0, truePositives = 0] = sums;
    return { trueNegatives, falsePositives, falseNegatives, truePositives };
}
function logLoss(label, score) {
    const probability = Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, score));
    return label === 1 ? -Math.log(probability) : -Math.log1p(-probability);
}
function metrics_meanOf(set, loss) {
    const losses = Float64Array.from(set.labels, (label, place) => loss(label, set.scores[place] ?? 0));
    return (weights) => {
        let sum = 0;
        let total = 0;
        for (let i = 0; i < losses.length; i += 1) {
            sum += (losses[i] ?? 0) * (weights[i] ?? 0);
            total += weights[i] ?? 0;
        }
        return total > 0 ? { value: sum / total } : { note: 'there is no example' };
    };
}
function rSquared({ labels, scores }, weights) {
    let total = 0;
    let sum = 0;
    for (let i = 0; i < labels.length; i += 1) {
        total += weights[i] ?? 0;
        sum += (weights[i] ?? 0) * (labels[i] ?? 0);
    }
    const mean = sum / total;
    let unexplained = 0;
    let variation = 0;
    for (let i = 0; i < labels.length; i += 1) {
        const [label = 0, score = 0, weight = 0] = [labels[i], scores[i], weights[i]];
        unexplained += weight * (label - score) ** 2;
        variation += weight * (label - mean) ** 2;
    }
    if (variation > 0)
        return { value: 1 - unexplained / variation };
    return { note: 'all labels are equal, so there is no variance to explain' };
}

// EXTERNAL MODULE: ./lib/stats/normal.js
var normal = __webpack_require__(46613);
;// CONCATENATED MODULE: ./lib/evaluation/comparison.js






const power = 0.8;
function compareMetric(metric, { champion, challenger }, { confidence, threshold }) {
    const before = estimatorOf(metric, champion, threshold)(weightsOf(challenger));
    const after = estimatorOf(metric, challenger, threshold)(weightsOf(challenger));
    if (before.value === undefined || after.value === undefined) {
        return {
            state: 'undefined',
            reason: after.note ?? before.note ?? `${metric} is not defined here`,
        };
    }
    const examples = challenger.ids.length;
    const values = { champion: before.value, challenger: after.value };
    const what = sameness(metric, champion, challenger, threshold);
    if (what !== 'different')
        return { state: 'identical', ...values, examples, what };
    const change = after.value - before.value;
    const regression = (0,evaluation_metric/* regressionOf */.RS)(metric, change);
    const request = { metric, champion, challenger, regression, confidence, threshold };
    const tested = testRegression(request);
    if (tested === undefined) {
        return { state: 'undefined', reason: 'there are too few examples to compare on' };
    }
    const { bounds, pValue, standardError } = tested;
    const smallestDetectable = ((0,normal/* normalQuantile */.Zl)(confidence) + (0,normal/* normalQuantile */.Zl)(power)) * standardError;
    return {
        state: 'compared',
        comparison: {
            metric,
            examples,
            ...values,
            change,
            regression,
            bounds,
            pValue,
            smallestDetectable,
        },
    };
}
function testRegression(request) {
    const isWeighted = request.challenger.weights !== undefined;
    if (request.metric === 'auRoc' && !isWeighted)
        return delongTest(request);
    if (request.metric === 'accuracy' && !isWeighted)
        return mcnemarTest(request);
    return bootstrapTest(request);
}
function delongTest({ champion, challenger, regression, confidence, }) {
    const before = placementsOf(champion.labels, champion.scores);
    const after = placementsOf(challenger.labels, challenger.scores);
    if (before === undefined || after === undefined)
        return undefined;
    const standardError = Math.sqrt(aucDifferenceVariance(before, after));
    const reach = (0,normal/* normalQuantile */.Zl)(confidence) * standardError;
    return {
        bounds: oneSided(regression - reach, regression + reach, confidence, 'delong'),
        pValue: standardError > 0 ? (0,normal/* normalCdf */.vr)(-regression / standardError) : regression > 0 ? 0 : 1,
        standardError,
    };
}
function mcnemarTest({ champion, challenger, regression, confidence, threshold, }) {
    const { lost, won } = discordance(champion, challenger, threshold);
    const n = challenger.labels.length;
    const discordant = lost + won;
    const alpha = 1 - confidence;
    const adjustedLost = (lost + 1) / (n + 2);
    const adjustedWon = (won + 1) / (n + 2);
    const adjusted = adjustedLost - adjustedWon;
    const adjustedShare = adjustedLost + adjustedWon;
    const reach = (0,normal/* normalQuantile */.Zl)(confidence) * Math.sqrt((adjustedShare - adjusted ** 2) / (n + 2));
    const exactLow = ((2 * (0,binomial/* clopperPearsonLow */.mB)(lost, discordant, alpha) - 1) * discordant) / n;
    const exactHigh = ((2 * (0,binomial/* clopperPearsonHigh */._u)(lost, discordant, alpha) - 1) * discordant) / n;
    const low = Math.min(exactLow, adjusted - reach, regression);
    const high = Math.max(exactHigh, adjusted + reach, regression);
    return {
        bounds: oneSided(low, high, confidence, 'mcnemar'),
        pValue: (0,binomial/* binomialUpperTail */.Yw)(lost, discordant, 0.5),
        standardError: Math.sqrt(adjustedShare / n),
    };
}
function discordance(champion, challenger, threshold) {
    let lost = 0;
    let won = 0;
    challenger.labels.forEach((label, place) => {
        const wasRight = (champion.scores[place] ?? 0) >= threshold === (label === 1);
        const isRight = (challenger.scores[place] ?? 0) >= threshold === (label === 1);
        if (wasRight && !isRight)
            lost += 1;
        if (isRight && !wasRight)
            won += 1;
    });
    return { lost, won };
}
function bootstrapTest(request) {
    const { metric, champion, challenger, confidence, threshold } = request;
    const before = estimatorOf(metric, champion, threshold);
    const after = estimatorOf(metric, challenger, threshold);
    const result = bootstrap(weightsOf(challenger), 1 - confidence, (weights) => {
        const [from, to] = [before(weights).value, after(weights).value];
        return from === undefined || to === undefined ? undefined : (0,evaluation_metric/* regressionOf */.RS)(metric, to - from);
    });
    if (result === undefined)
        return undefined;
    const { replicates, seed } = result;
    const low = percentile(result, 1 - confidence);
    const high = percentile(result, confidence);
    const notWorse = replicates.filter((replicate) => replicate <= 0).length;
    return {
        bounds: {
            ...oneSided(low, high, confidence, 'bootstrap'),
            replicates: replicates.length,
            seed,
        },
        pValue: (notWorse + 1) / (replicates.length + 1),
        standardError: spread(result),
    };
}
function oneSided(low, high, confidence, method) {
    return { low, high, confidence, sides: 'each', method };
}
function sameness(metric, champion, challenger, threshold) {
    const before = champion.scores;
    const after = challenger.scores;
    if (after.every((score, place) => score === before[place]))
        return 'prediction';
    const isAlike = (0,evaluation_metric/* hasThreshold */.Sv)(metric) &&
        after.every((score, place) => score >= threshold === (before[place] ?? 0) >= threshold);
    return isAlike ? 'decision' : 'different';
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/evaluation/evaluation-set.js

const noSliceValue = '(none)';
function pickExamples(set, places) {
    const pick = (values) => Float64Array.from(places, (place) => values[place] ?? Number.NaN);
    return {
        task: set.task,
        ids: Array.from(places, (place) => set.ids[place] ?? ''),
        labels: pick(set.labels),
        scores: pick(set.scores),
        ...(set.weights === undefined ? {} : { weights: pick(set.weights) }),
        slices: new Map([...set.slices].map(([name, values]) => [
            name,
            Array.from(places, (place) => values[place] ?? noSliceValue),
        ])),
    };
}
function countPositives(set) {
    return set.labels.reduce((count, label) => count + (label === 1 ? 1 : 0), 0);
}
function holdoutDigest(set) {
    const hash = createHash('sha256');
    const lines = set.ids.map((id, place) => `${JSON.stringify(id)} ${set.labels[place]}\n`);
    for (const line of lines.toSorted())
        hash.update(line);
    return hash.digest('hex');
}

;// CONCATENATED MODULE: ./lib/evaluation/gate-judgement.js
function judgeThreshold({ metric, rule, limit }, measured, interval, examples) {
    const { value, note } = measured;
    if (value === undefined) {
        return {
            verdict: 'inconclusive',
            examples,
            limit,
            reason: note ?? `${metric} is not defined here`,
        };
    }
    const margin = rule === 'min' ? value - limit : limit - value;
    const holds = margin >= 0;
    const relation = rule === 'min' ? (holds ? 'reaches' : 'is below') : holds ? 'stays within' : 'is above';
    const words = `${showNumber(value)} ${relation} ${limit} by ${showNumber(Math.abs(margin))}`;
    return {
        verdict: holds ? 'pass' : 'fail',
        examples,
        challenger: value,
        ...(interval === undefined ? {} : { interval }),
        limit,
        margin,
        reason: note === undefined ? words : `${words}; ${note}`,
    };
}
function judgeRegression(limit, compared, better) {
    switch (compared.state) {
        case 'undefined':
            return { verdict: 'inconclusive', examples: 0, limit, reason: compared.reason };
        case 'identical': {
            const { examples, challenger, champion, what } = compared;
            const reason = `identical: no ${what} differs on ${examples} examples`;
            return {
                verdict: 'pass',
                examples,
                challenger,
                champion,
                change: 0,
                limit,
                margin: limit,
                reason,
            };
        }
        case 'compared': {
            const { comparison } = compared;
            const { examples, challenger, champion, change, regression, bounds, pValue } = comparison;
            const verdict = bounds.low > limit ? 'fail' : bounds.high <= limit ? 'pass' : 'inconclusive';
            const smallestDetectable = limit + comparison.smallestDetectable;
            const told = {
                pass: `shown to be within ${limit}`,
                fail: `significantly more than ${limit}`,
                inconclusive: `neither shown to be within ${limit} nor beyond; a loss of ${showNumber(smallestDetectable)} would show four times in five`,
            };
            return {
                verdict,
                examples,
                challenger,
                champion,
                change,
                interval: intervalOfChange(bounds, better),
                limit,
                margin: limit - regression,
                pValue,
                smallestDetectable,
                reason: `${describeLoss(regression)}, ${told[verdict]}`,
            };
        }
    }
}
function noChampion(rule, limit, examples) {
    return {
        verdict: 'pass',
        examples,
        limit,
        reason: `no champion yet: ${rule} has nothing to compare with`,
    };
}
function showNumber(value) {
    return String(Number(value.toPrecision(4)));
}
function describeLoss(regression) {
    if (regression === 0)
        return 'as good as the champion';
    const size = showNumber(Math.abs(regression));
    return regression > 0 ? `${size} worse than the champion` : `${size} better than the champion`;
}
function intervalOfChange(bounds, better) {
    if (better === 'lower')
        return bounds;
    return { ...bounds, low: 0 - bounds.high, high: 0 - bounds.low };
}

;// CONCATENATED MODULE: ./lib/evaluation/interval.js





function intervalOf(metric, set, { confidence, threshold }) {
    const isWeighted = set.weights !== undefined;
    if (metric === 'auRoc' && !isWeighted)
        return delongInterval(set, confidence);
    if (isDecisionMetric(metric) && metric !== 'f1Score' && !isWeighted) {
        const [part, whole] = proportionOf(metric, confusionAt(set, threshold));
        return whole === 0 ? undefined : wilsonInterval(part, whole, confidence);
    }
    return bootstrapInterval(metric, set, { confidence, threshold });
}
function wilsonInterval(successes, trials, confidence) {
    const z = (0,normal/* normalQuantile */.Zl)((1 + confidence) / 2);
    const share = successes / trials;
    const scale = 1 + (z * z) / trials;
    const middle = (share + (z * z) / (2 * trials)) / scale;
    const reach = (z / scale) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
    return {
        low: successes === 0 ? 0 : Math.max(0, middle - reach),
        high: successes === trials ? 1 : Math.min(1, middle + reach),
        confidence,
        sides: 'both',
        method: 'wilson',
    };
}
function delongInterval(set, confidence) {
    const placements = placementsOf(set.labels, set.scores);
    if (placements === undefined)
        return undefined;
    const reach = (0,normal/* normalQuantile */.Zl)((1 + confidence) / 2) * Math.sqrt(aucVariance(placements));
    const low = Math.max(0, placements.auc - reach);
    const high = Math.min(1, placements.auc + reach);
    return { low, high, confidence, sides: 'both', method: 'delong' };
}
function bootstrapInterval(metric, set, { confidence, threshold }) {
    const estimate = estimatorOf(metric, set, threshold);
    const tail = (1 - confidence) / 2;
    const result = bootstrap(weightsOf(set), tail, (weights) => estimate(weights).value);
    if (result === undefined)
        return undefined;
    return {
        low: percentile(result, tail),
        high: percentile(result, 1 - tail),
        confidence,
        sides: 'both',
        method: 'bootstrap',
        replicates: result.replicates.length,
        seed: result.seed,
    };
}

;// CONCATENATED MODULE: ./lib/evaluation/slices.js

const leastExamples = 100;
const leastOfEachClass = 10;
const valuesJudged = 100;
function slicesOf(set, name) {
    const values = set.slices.get(name);
    if (values === undefined)
        return undefined;
    const groups = new Map();
    values.forEach((value, place) => {
        const group = groups.get(value);
        if (group === undefined)
            groups.set(value, [place]);
        else
            group.push(place);
    });
    const slices = [...groups]
        .toSorted(([a, inA], [b, inB]) => inB.length - inA.length || (a < b ? -1 : 1))
        .slice(0, valuesJudged)
        .map(([value, places]) => {
        const why = tooSmall(pickExamples(set, places));
        return { value, places, size: why === '' ? 'large_enough' : 'too_small', why };
    });
    return { slices, leftOut: groups.size - slices.length };
}
function tooSmall(part) {
    const n = part.ids.length;
    if (n < leastExamples)
        return `too small: ${n} examples of at least ${leastExamples}`;
    if (part.task !== 'binary')
        return '';
    const positives = countPositives(part);
    const fewest = Math.min(positives, n - positives);
    if (fewest >= leastOfEachClass)
        return '';
    return `too small: ${fewest} of one class, of at least ${leastOfEachClass}`;
}

;// CONCATENATED MODULE: ./lib/evaluation/gate-verdict.js









function judgeGates(gates, evidence) {
    return gates.flatMap((gate) => evaluation_gate/* gateRules */.DB
        .filter((rule) => gate[rule] !== undefined)
        .map((rule) => ({ gate, rule, metric: gate.metric, ...judgeRule(gate, rule, evidence) })));
}
function judgeRule(gate, rule, evidence) {
    const limit = gate[rule] ?? 0;
    const examples = evidence.challenger.ids.length;
    const { task } = (0,evaluation_metric/* traitsOf */.JC)(gate.metric);
    if (task !== evidence.challenger.task) {
        const reason = `${gate.metric} judges a ${task}, the predictions are of a ${evidence.challenger.task}`;
        return { verdict: 'error', examples, limit, reason };
    }
    if (rule === 'max_regression') {
        const { pair } = evidence;
        if (pair === undefined)
            return noChampion(rule, limit, examples);
        if (gate.slice === undefined)
            return judgeLoss(gate, pair, gate.confidence);
        return judgeSlices(gate, rule, pair.challenger, (slice, judged) => {
            const part = {
                champion: pickExamples(pair.champion, slice.places),
                challenger: pickExamples(pair.challenger, slice.places),
            };
            return judgeLoss(gate, part, 1 - (1 - gate.confidence) / judged);
        });
    }
    const set = evidence.challenger;
    if (gate.slice === undefined)
        return judgeValue(gate, rule, set);
    return judgeSlices(gate, rule, set, (slice) => judgeValue(gate, rule, pickExamples(set, slice.places)));
}
function judgeValue(gate, rule, set) {
    const { metric, confidence, threshold = defaultThreshold } = gate;
    const measured = measure(metric, set, threshold);
    const interval = measured.value === undefined ? undefined : intervalOf(metric, set, { confidence, threshold });
    return judgeThreshold({ metric, rule, limit: gate[rule] ?? 0 }, measured, interval, set.ids.length);
}
function judgeLoss(gate, pair, confidence) {
    const { metric, threshold = defaultThreshold } = gate;
    const compared = compareMetric(metric, pair, { confidence, threshold });
    return judgeRegression(gate.max_regression ?? 0, compared, (0,evaluation_metric/* traitsOf */.JC)(metric).better);
}
function judgeSlices(gate, rule, set, judge) {
    const limit = gate[rule] ?? 0;
    const name = gate.slice ?? '';
    const sliced = slicesOf(set, name);
    if (sliced === undefined) {
        const known = [...set.slices.keys()].join(', ') || 'none';
        const reason = `the predictions have no slice ${name}; they have ${known}`;
        return { verdict: 'error', examples: set.ids.length, limit, reason };
    }
    const { slices, leftOut } = sliced;
    const judged = slices.filter((slice) => slice.size === 'large_enough').length;
    const all = slices.map((slice) => {
        if (slice.size === 'large_enough')
            return { value: slice.value, ...judge(slice, judged) };
        const examples = slice.places.length;
        return { value: slice.value, verdict: 'inconclusive', examples, limit, reason: slice.why };
    });
    const worst = worstOf(all.filter((_, index) => slices[index]?.size === 'large_enough'));
    const small = slices.length - judged;
    const tooSmall = small === 0 ? '' : `; ${small} of ${slices.length} slices too small to judge`;
    const rest = leftOut === 0 ? tooSmall : `${tooSmall}; ${leftOut} smaller ones not looked at`;
    if (worst === undefined) {
        const reason = `every slice of ${name} is too small to judge`;
        return { verdict: 'inconclusive', examples: set.ids.length, limit, reason, slices: all };
    }
    const { value, ...judgement } = worst;
    return {
        ...judgement,
        reason: `worst slice ${value}: ${judgement.reason}${rest}`,
        slices: all,
        worst: value,
    };
}
function worstOf(all) {
    return all.toSorted((a, b) => verdict/* verdicts */.r.indexOf(b.verdict) - verdict/* verdicts */.r.indexOf(a.verdict) ||
        (a.margin ?? Infinity) - (b.margin ?? Infinity))[0];
}

// EXTERNAL MODULE: ./lib/errors/error.js
var error = __webpack_require__(27660);
// EXTERNAL MODULE: ./lib/vertex/labels.js
var labels = __webpack_require__(72336);
// EXTERNAL MODULE: ./lib/vertex/resource-name.js
var resource_name = __webpack_require__(96651);
// EXTERNAL MODULE: ./lib/units/percent.js
var percent = __webpack_require__(17509);
;// CONCATENATED MODULE: ./lib/evaluation/example.js

const slicesAllowed = 50;
const sliceValueLimit = 100;
function readingOf(value, { positiveLabel, where }) {
    const positive = positiveLabel === undefined ? {} : { positiveLabel };
    if (Object.hasOwn(value, 'prediction'))
        return { task: 'regression', key: 'prediction' };
    if (!isObject(value['scores']))
        return { task: 'binary', key: 'score', ...positive };
    const classes = Object.keys(value['scores']).length;
    if (classes > 2) {
        throw new error/* ReleaseError */.K2('UNIMPLEMENTED', `${where} has ${classes} classes: only two can be judged yet`, {
            mend: 'Give the score of one class against the rest as `score`.',
        });
    }
    return { task: 'binary', key: 'scores', ...positive };
}
function readExample(value, reading, where) {
    const problems = [];
    const refuse = (key, expected, mend) => {
        const found = Object.hasOwn(value, key) ? { found: showFound(value[key]) } : {};
        problems.push({
            where: `${where} ${key}`,
            expected,
            ...found,
            ...(mend === undefined ? {} : { mend }),
        });
        return Number.NaN;
    };
    const id = readId(value['id']) ?? String(refuse('id', 'a text that names the example'));
    const label = readLabel(value['label'], reading) ?? refuseLabel(reading, refuse);
    const score = readScore(value, reading) ?? refuseScore(reading, refuse);
    const weight = readWeight(value['weight']) ?? refuse('weight', 'a number above 0');
    const slices = readSlices(value['slices']);
    if (slices === undefined) {
        refuse('slices', `an object of at most ${slicesAllowed} short texts, numbers or booleans`);
    }
    if (problems.length > 0)
        return { state: 'unusable', problems };
    return { state: 'usable', id, label, score, weight, slices: slices ?? {} };
}
function showFound(value) {
    const text = typeof value === 'string'
        ? JSON.stringify(value.slice(0, 60))
        : (JSON.stringify(value) ?? 'nothing');
    return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
function refuseLabel({ task }, refuse) {
    if (task === 'regression')
        return refuse('label', 'a finite number');
    return refuse('label', '0 or 1', 'For other labels, say which one is positive.');
}
function refuseScore({ key, positiveLabel = '1' }, refuse) {
    if (key === 'prediction')
        return refuse(key, 'a finite number');
    if (key === 'score')
        return refuse(key, 'a probability in [0, 1]');
    return refuse(key, `probabilities in [0, 1] of two classes, one of them ${positiveLabel}`);
}
function readId(id) {
    if (typeof id === 'string' && id !== '')
        return id;
    return Number.isSafeInteger(id) ? String(id) : undefined;
}
function readLabel(label, { task, positiveLabel }) {
    if (task === 'regression')
        return example_isFinite(label) ? label : undefined;
    if (!['string', 'number', 'boolean'].includes(typeof label))
        return undefined;
    const text = String(label);
    if (positiveLabel !== undefined)
        return text === positiveLabel ? 1 : 0;
    if (text === '1' || text === 'true')
        return 1;
    return text === '0' || text === 'false' ? 0 : undefined;
}
function readScore(value, reading) {
    const { key, positiveLabel } = reading;
    if (key === 'prediction')
        return example_isFinite(value[key]) ? value[key] : undefined;
    if (key === 'score')
        return isProbability(value[key]) ? value[key] : undefined;
    const scores = value[key];
    if (!isObject(scores))
        return undefined;
    const entries = Object.entries(scores);
    const names = positiveLabel === undefined ? ['1', 'true'] : [positiveLabel];
    const positive = entries.find(([name]) => names.includes(name))?.[1];
    const isSound = entries.length <= 2 && entries.every(([, score]) => isProbability(score));
    return isSound && isProbability(positive) ? positive : undefined;
}
function readWeight(weight) {
    if (weight === undefined)
        return 1;
    return example_isFinite(weight) && weight > 0 ? weight : undefined;
}
function readSlices(slices) {
    if (slices === undefined || slices === null)
        return {};
    if (!isObject(slices))
        return undefined;
    const entries = Object.entries(slices).filter(([, value]) => value !== null);
    const isSound = entries.every(([, value]) => ['string', 'number', 'boolean'].includes(typeof value) &&
        String(value).length <= sliceValueLimit);
    if (!isSound || entries.length > slicesAllowed)
        return undefined;
    return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
function example_isFinite(value) {
    return typeof value === 'number' && Number.isFinite(value);
}
function isProbability(value) {
    return example_isFinite(value) && value >= 0 && value <= 1;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./lib/evaluation/pairing.js




const leastMatchShare = 0.99;
const idsShown = 5;
function joinEvidence(challenger, champion) {
    return champion === undefined
        ? { challenger }
        : { challenger, pair: pairSets(challenger, champion) };
}
function pairSets(challenger, champion) {
    if (challenger.task !== champion.task) {
        throw unusable([
            { where: 'task', expected: `${champion.task}, as of the champion`, found: challenger.task },
        ]);
    }
    const placeOf = new Map(champion.ids.map((id, place) => [id, place]));
    const challengerPlaces = [];
    const championPlaces = [];
    challenger.ids.forEach((id, place) => {
        const other = placeOf.get(id);
        if (other === undefined)
            return;
        challengerPlaces.push(place);
        championPlaces.push(other);
    });
    const larger = Math.max(challenger.ids.length, champion.ids.length);
    const matchShare = larger === 0 ? 0 : challengerPlaces.length / larger;
    if (matchShare < leastMatchShare)
        throw unusable([missingMatches(challenger, placeOf, matchShare)]);
    const pair = {
        challenger: pickExamples(challenger, challengerPlaces),
        champion: pickExamples(champion, championPlaces),
        matchShare,
    };
    refuseOtherLabels(pair);
    return pair;
}
function missingMatches(challenger, placeOf, matchShare) {
    const strangers = challenger.ids.filter((id) => !placeOf.has(id)).slice(0, idsShown);
    const examples = strangers.length === 0
        ? ''
        : `; unknown to the champion: ${strangers.map(showFound).join(', ')}`;
    return {
        where: 'id',
        expected: `at least ${(0,percent/* formatShare */.T)(leastMatchShare)} of the ids in both`,
        found: `${(0,percent/* formatShare */.T)(matchShare)}${examples}`,
    };
}
function refuseOtherLabels({ challenger, champion }) {
    const others = challenger.ids.filter((_, place) => challenger.labels[place] !== champion.labels[place]);
    if (others.length === 0)
        return;
    throw unusable([
        {
            where: 'label',
            expected: 'the same label for the same id',
            found: `${others.length} that differ, ids ${others.slice(0, idsShown).map(showFound).join(', ')}`,
        },
    ]);
}
function unusable(problems) {
    return new error/* ReleaseError */.K2('EVIDENCE_UNUSABLE', 'champion and challenger were not evaluated on the same holdout', { problems, mend: 'Write predictions of both models on the same examples with the same ids.' });
}

;// CONCATENATED MODULE: ./lib/evaluation/predictions.js



const problemsListed = 20;
function parsePredictions(text, options) {
    const problems = new ProblemList(options.where);
    const examples = [];
    const seen = new Set();
    let reading;
    for (const { line, number } of linesOf(text)) {
        const where = `${options.where}:${number}`;
        const value = parseLine(line, where, problems);
        if (value === undefined)
            continue;
        reading ??= readingOf(value, options);
        const example = readExample(value, reading, where);
        if (example.state === 'unusable') {
            for (const problem of example.problems)
                problems.add(problem);
            continue;
        }
        if (seen.has(example.id)) {
            problems.add({
                where: `${where} id`,
                expected: 'an id not used before',
                found: showFound(example.id),
            });
            continue;
        }
        seen.add(example.id);
        examples.push(example);
    }
    const task = reading?.task ?? 'binary';
    if (examples.length === 0 && problems.count === 0) {
        problems.add({ where: options.where, expected: 'at least one example' });
    }
    if (problems.count === 0 && task === 'binary')
        refuseOneClass(examples, problems, options.where);
    problems.refuse();
    return toSet(task, examples);
}
function* linesOf(text) {
    let start = 0;
    for (let number = 1; start < text.length; number += 1) {
        const end = text.indexOf('\n', start);
        const line = text.slice(start, end < 0 ? text.length : end);
        if (line.trim() !== '')
            yield { line, number };
        start = end < 0 ? text.length : end + 1;
    }
}
function parseLine(line, where, problems) {
    try {
        const value = JSON.parse(line);
        if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
            return value;
        }
        problems.add({ where, expected: 'a JSON object', found: showFound(value) });
    }
    catch {
        const isNotFinite = /\b(NaN|Infinity)\b/.exec(line);
        problems.add(isNotFinite === null
            ? { where, expected: 'a JSON object', found: showFound(line) }
            : { where, expected: 'finite numbers', found: isNotFinite[0] });
    }
    return undefined;
}
function refuseOneClass(examples, problems, where) {
    const first = examples[0]?.label;
    if (examples.some((example) => example.label !== first))
        return;
    problems.add({
        where,
        expected: 'examples of both classes',
        found: `class ${first} only`,
        mend: 'Evaluate on a holdout that has both classes; with labels other than 0 and 1, say which is positive.',
    });
}
function toSet(task, examples) {
    const names = new Set();
    for (const example of examples) {
        for (const name of Object.keys(example.slices))
            names.add(name);
    }
    const isWeighted = examples.some((example) => example.weight !== 1);
    return {
        task,
        ids: examples.map((example) => example.id),
        labels: Float64Array.from(examples, (example) => example.label),
        scores: Float64Array.from(examples, (example) => example.score),
        ...(isWeighted ? { weights: Float64Array.from(examples, (example) => example.weight) } : {}),
        slices: new Map([...names].map((name) => [
            name,
            examples.map(({ slices }) => (Object.hasOwn(slices, name) ? slices[name] : undefined) ?? noSliceValue),
        ])),
    };
}
class ProblemList {
    count = 0;
    #where;
    #listed = [];
    constructor(where) {
        this.#where = where;
    }
    add(problem) {
        this.count += 1;
        if (this.#listed.length < problemsListed)
            this.#listed.push(problem);
    }
    refuse() {
        if (this.count === 0)
            return;
        const count = this.count === 1 ? 'one problem' : `${this.count} problems`;
        const rest = this.count > this.#listed.length ? `, the first ${this.#listed.length} of them listed` : '';
        throw new error/* ReleaseError */.K2('EVIDENCE_UNUSABLE', `${this.#where} has ${count}${rest}`, {
            problems: this.#listed,
        });
    }
}

// EXTERNAL MODULE: ./lib/release/record.js
var record = __webpack_require__(23673);
// EXTERNAL MODULE: ./lib/vertex/model.js
var model = __webpack_require__(14346);
;// CONCATENATED MODULE: ./lib/steps/register/evidence.js







async function gatherEvidence(request, context) {
    const { ports } = context;
    const challengerUri = locatePredictions(request.predictions, context);
    const challenger = await readPredictions(challengerUri, ports);
    const champion = await ports.models.find(`${(0,resource_name/* formatLocation */.j$)(request.location)}/models/${request.model}@${model/* championAlias */.wW}`);
    const championUri = champion === undefined ? undefined : await championPredictions(champion, request, ports);
    if (champion !== undefined && championUri === undefined) {
        ports.host.warn(`the champion, version ${champion.versionId}, left no predictions to compare with`);
    }
    const other = championUri === undefined ? undefined : await readPredictions(championUri, ports);
    return { evidence: joinEvidence(challenger, other), challengerUri, championUri, champion };
}
function locatePredictions(predictions, { journal }) {
    if (predictions.startsWith('gs://') || predictions.startsWith('/'))
        return predictions;
    const output = journal.record.steps.train?.outputs['output_dir'];
    if (typeof output === 'string')
        return `${output}/${predictions}`;
    throw new error/* ReleaseError */.K2('INPUT_INVALID', 'this release has no training output to read from', {
        mend: 'Run train first, or give register.predictions as gs://BUCKET/OBJECT.',
    });
}
async function readPredictions(uri, { objects, files }) {
    const text = uri.startsWith('gs://') ? (await objects.read(uri))?.text : await files.read(uri);
    if (text === undefined) {
        throw new error/* ReleaseError */.K2('FILE_UNREADABLE', `there are no predictions at ${uri}`, {
            mend: 'The training program must write them; register.predictions says where.',
        });
    }
    return parsePredictions(text, { where: uri });
}
async function championPredictions(champion, { bucket, model }, { objects }) {
    const releaseId = champion.labels[labels/* releaseLabel */.wr];
    if (releaseId === undefined || bucket === undefined)
        return undefined;
    const where = `gs://${bucket}/vertex-release/${model}/${releaseId}/record.json`;
    const stored = await objects.read(where);
    if (stored === undefined)
        return undefined;
    const uri = (0,record/* parseRecord */.Hh)(stored.text, where).steps.register?.progress['predictions'];
    if (typeof uri !== 'string' || !uri.startsWith('gs://'))
        return undefined;
    return (await objects.generationOf(uri)) === undefined ? undefined : uri;
}

// EXTERNAL MODULE: ./lib/steps/resumable.js
var resumable = __webpack_require__(84924);
;// CONCATENATED MODULE: ./lib/steps/register/version.js





const uploadTimeoutMs = 30 * 60_000;
const lookForMs = 120_000;
const lookEveryMs = 5_000;
async function addVersion(upload, context) {
    const { models, host } = context.ports;
    const model = `${(0,resource_name/* formatLocation */.j$)(upload.location)}/models/${upload.modelId}`;
    const versions = await models.listVersions(model);
    const ours = findOwn(versions, context) ?? (await lookForLostUpload(model, context));
    if (ours !== undefined) {
        host.say(`found this release's version again: ${upload.modelId}@${ours.versionId}`);
        return ours;
    }
    const added = await (0,resumable/* resumable */.P)(context, 'register', 'uploadOperation', async () => {
        await context.journal.note('register', { uploadIntended: true });
        return await models.startUpload({ ...upload, addsVersion: versions.length > 0 });
    }, (operation) => models.awaitUpload(operation, { timeoutMs: uploadTimeoutMs, signal: context.signal }));
    const version = await models.find((0,resource_name/* atVersion */.AR)(added.model, added.versionId));
    if (version === undefined) {
        throw new error/* ReleaseError */.K2('CONFLICT', `${model}@${added.versionId} was deleted after its upload`);
    }
    host.say(`added version ${upload.modelId}@${version.versionId}`);
    return version;
}
async function lookForLostUpload(model, context) {
    const { models, clock, host } = context.ports;
    const progress = context.journal.record.steps.register?.progress ?? {};
    const mayBeLost = progress['uploadIntended'] === true && progress['uploadOperation'] === undefined;
    if (!mayBeLost)
        return undefined;
    const until = clock.now() + lookForMs;
    while (clock.now() < until) {
        host.progress('looking for the version that an earlier run may have uploaded');
        await clock.sleep(lookEveryMs, context.signal);
        const ours = findOwn(await models.listVersions(model), context);
        if (ours !== undefined)
            return ours;
    }
    return undefined;
}
async function nameChallenger(version, context) {
    if (version.aliases.includes(model/* challengerAlias */.Ab))
        return;
    const name = (0,resource_name/* atVersion */.AR)(version.model, version.versionId);
    const changed = await context.ports.models.changeAliases(name, [model/* challengerAlias */.Ab]);
    if (!changed.aliases.includes(model/* challengerAlias */.Ab)) {
        throw new error/* ReleaseError */.K2('CONFLICT', `${name} did not keep the alias ${model/* challengerAlias */.Ab}`);
    }
    context.ports.host.say(`alias ${model/* challengerAlias */.Ab} is version ${version.versionId}`);
}
function findOwn(versions, { journal }) {
    const value = (0,labels/* toLabelValue */.NN)(journal.record.releaseId);
    return versions.find((version) => version.labels[labels/* releaseLabel */.wr] === value);
}

;// CONCATENATED MODULE: ./lib/steps/register/run.js










async function runRegister(inputs, context) {
    const { host } = context.ports;
    host.phase('Register');
    const judged = await judge(inputs, context);
    const outputs = { metrics: JSON.stringify(judged.metrics) };
    if (!admits(judged.verdict, inputs.onInconclusive)) {
        return {
            verdict: 'fail',
            state: 'done',
            summary: `rejected: ${failures(judged.gates).join('; ')}`,
            outputs,
            evidence: judged.evidence,
            outcome: 'rejected',
        };
    }
    if (inputs.mode === 'evaluate' || inputs.dryRun) {
        return {
            verdict: judged.verdict,
            state: 'planned',
            summary: `the gates let the candidate through${doubt(judged)}; nothing was added`,
            outputs,
            evidence: judged.evidence,
        };
    }
    const version = await addVersion(uploadOf(inputs, context), context);
    await nameChallenger(version, context);
    const name = (0,resource_name/* atVersion */.AR)(version.model, version.versionId);
    return {
        verdict: judged.verdict,
        state: 'done',
        summary: `${inputs.model}@${version.versionId} is the challenger${doubt(judged)}`,
        outputs: {
            ...outputs,
            model: version.model,
            version_id: version.versionId,
            model_version: name,
        },
        evidence: judged.evidence,
    };
}
async function judge(inputs, context) {
    const { host } = context.ports;
    if (inputs.predictions === undefined) {
        host.say('no predictions are given: there is nothing to judge the candidate by');
        return { verdict: 'pass', gates: [], metrics: {}, evidence: {} };
    }
    const gathered = await gatherEvidence({
        location: { projectId: inputs.projectId, region: inputs.region },
        bucket: inputs.bucket,
        model: inputs.model,
        predictions: inputs.predictions,
    }, context);
    if (!inputs.dryRun) {
        await context.journal.note('register', { predictions: gathered.challengerUri });
    }
    const { evidence } = gathered;
    host.say(`${evidence.challenger.ids.length} predictions on the holdout`);
    host.say(describeChampion(gathered));
    const gates = judgeGates(inputs.gates.map((gate) => gate.threshold === undefined && (0,evaluation_metric/* hasThreshold */.Sv)(gate.metric)
        ? { ...gate, threshold: inputs.decisionThreshold }
        : gate), evidence);
    for (const gate of gates)
        tell(gate, context);
    const metrics = measureAll(evidence.challenger, inputs.decisionThreshold);
    return {
        verdict: (0,verdict/* gravest */.Z)(gates.map((gate) => gate.verdict)),
        gates,
        metrics,
        evidence: toJson({
            metrics,
            ...(evidence.pair === undefined
                ? {}
                : { championMetrics: measureAll(evidence.pair.champion, inputs.decisionThreshold) }),
            champion: gathered.champion?.versionId ?? null,
            holdout: { examples: evidence.challenger.ids.length },
            gates,
        }),
    };
}
function describeChampion({ champion, championUri }) {
    if (champion === undefined)
        return 'no champion yet: nothing to compare with';
    return championUri === undefined
        ? `champion is version ${champion.versionId}, without predictions`
        : `compared with the champion, version ${champion.versionId}, on the same examples`;
}
function tell(gate, { ports: { host } }) {
    const line = `${(0,evaluation_gate/* describeRule */.IO)(gate.gate, gate.rule)}: ${gate.verdict}, ${gate.reason}`;
    if (gate.verdict === 'pass')
        host.say(line);
    else
        host.warn(line);
}
function admits(verdict, onInconclusive) {
    if (verdict === 'error') {
        throw new error/* ReleaseError */.K2('EVIDENCE_UNUSABLE', 'a gate cannot judge these predictions', {
            mend: 'The gate above says which metric or slice it misses.',
        });
    }
    return verdict === 'pass' || (verdict === 'inconclusive' && onInconclusive === 'pass');
}
function failures(gates) {
    return gates
        .filter((gate) => gate.verdict !== 'pass')
        .map((gate) => `${(0,evaluation_gate/* describeRule */.IO)(gate.gate, gate.rule)}: ${gate.reason}`);
}
function doubt({ verdict, gates }) {
    if (verdict !== 'inconclusive')
        return '';
    const count = gates.filter((gate) => gate.verdict === 'inconclusive').length;
    return ` (${count} of ${gates.length} gates inconclusive)`;
}
function uploadOf(inputs, { journal }) {
    const { releaseId, commit, steps } = journal.record;
    const artifactUri = inputs.artifactUri ?? steps.train?.outputs['model_dir'];
    if (typeof artifactUri !== 'string') {
        throw new error/* ReleaseError */.K2('INPUT_INVALID', 'this release has no trained model to register', {
            mend: 'Run train first, or give register.artifact_uri.',
        });
    }
    return {
        location: { projectId: inputs.projectId, region: inputs.region },
        modelId: inputs.model,
        displayName: inputs.model,
        description: inputs.versionDescription ?? `Release ${releaseId}, commit ${commit}`,
        artifactUri,
        container: {
            imageUri: inputs.servingImage ?? '',
            predictRoute: inputs.predictRoute,
            healthRoute: inputs.healthRoute,
            port: inputs.port,
            env: inputs.servingEnv,
        },
        labels: { ...inputs.labels, ...(0,labels/* releaseLabels */.lM)(releaseId) },
        aliases: [],
    };
}
function measureAll(set, threshold) {
    const entries = evaluation_metric/* metricNames */.Zv
        .filter((metric) => (0,evaluation_metric/* traitsOf */.JC)(metric).task === set.task)
        .map((metric) => [metric, measure(metric, set, threshold).value]);
    return Object.fromEntries(entries.flatMap(([metric, value]) => (value === undefined ? [] : [[metric, value]])));
}
function toJson(value) {
    return JSON.parse(JSON.stringify(value));
}


/***/ }),

/***/ 84924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ resumable)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27660);

async function resumable({ journal }, step, key, begin, finish) {
    const known = journal.record.steps[step]?.progress[key];
    if (typeof known === 'string') {
        try {
            return await finish(known);
        }
        catch (error) {
            if (!isOver(error))
                throw error;
        }
    }
    const operation = await begin();
    await journal.note(step, { [key]: operation });
    return await finish(operation);
}
function isOver(error) {
    return (error instanceof _errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseError */ .K2 &&
        (error.code === 'RESOURCE_NOT_FOUND' || error.code === 'OPERATION_FAILED'));
}


/***/ }),

/***/ 14346:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ab: () => (/* binding */ challengerAlias),
/* harmony export */   k2: () => (/* binding */ defaultAlias),
/* harmony export */   wW: () => (/* binding */ championAlias)
/* harmony export */ });
const championAlias = 'champion';
const challengerAlias = 'challenger';
const defaultAlias = 'default';


/***/ })

};
;