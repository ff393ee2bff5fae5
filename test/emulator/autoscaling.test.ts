import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  decideReplicas,
  type Measurement,
  type Recommendation,
  type ScalingPolicy,
} from '../../src/emulator/runtime/autoscaling.ts';
import { readEmulatorConfig } from '../../src/emulator/config.ts';
import { defaultMaxReplicas } from '../../src/emulator/runtime/replicas.ts';
import { cpusOf } from '../../src/emulator/services/endpoints/prediction-resources.ts';
import { parseStat, readCpuTimes } from '../../src/emulator/runtime/process-usage.ts';
import { measure, type Scalable, Scaler } from '../../src/emulator/runtime/scaler.ts';

const minute = 60_000;
const policy: ScalingPolicy = {
  min: 1,
  max: 10,
  targets: [{ metric: 'cpu_utilization', target: 60 }],
  windowMs: 5 * minute,
};

function measured(replicas: number, cpu: number | undefined, at = 0): Measurement {
  return { at, replicas, usage: cpu === undefined ? {} : { cpu_utilization: cpu } };
}

describe('the number of replicas', () => {
  // The first two are the examples of "Scale inference nodes by using autoscaling": two replicas at
  // 100 % of a target of 60 % become four, ten at 1 % become one.
  const examples: { replicas: number; cpu: number | undefined; wanted: number }[] = [
    { replicas: 2, cpu: 100, wanted: 4 },
    { replicas: 10, cpu: 1, wanted: 1 },
    { replicas: 1, cpu: 60, wanted: 1 },
    { replicas: 3, cpu: 20, wanted: 1 },
    { replicas: 3, cpu: 40, wanted: 2 },
    { replicas: 4, cpu: 65, wanted: 4 },
    { replicas: 4, cpu: 67, wanted: 5 },
    { replicas: 5, cpu: 600, wanted: 10 },
    { replicas: 5, cpu: 0, wanted: 1 },
    { replicas: 5, cpu: undefined, wanted: 5 },
  ];

  it.each(examples)('is $wanted for $replicas at $cpu %', ({ replicas, cpu, wanted }) => {
    expect(decideReplicas(policy, measured(replicas, cpu), []).replicas).toBe(wanted);
  });

  it('follows the metric that asks for most', () => {
    const both: ScalingPolicy = {
      ...policy,
      targets: [
        { metric: 'cpu_utilization', target: 60 },
        { metric: 'request_count', target: 100 },
      ],
    };
    const usage = { cpu_utilization: 15, request_count: 350 };
    expect(decideReplicas(both, { at: 0, replicas: 2, usage }, []).replicas).toBe(7);
  });

  it('shrinks when nothing higher was asked for during a whole window', () => {
    const decisions: number[] = [];
    let recommendations: readonly Recommendation[] = [];
    let replicas = 2;
    // A look every 15 seconds: one minute at 120 % of the CPU, then idle.
    for (let at = 0; at <= 7 * minute; at += 15_000) {
      const cpu = at < minute ? 120 : 0;
      const decision = decideReplicas(policy, measured(replicas, cpu, at), recommendations);
      ({ recommendations, replicas } = decision);
      decisions.push(replicas);
    }
    const shrankAt = decisions.findIndex((count) => count === 1) * 15_000;
    expect(decisions[0]).toBe(4);
    // The last look at the busy minute was at 45 s.
    expect(shrankAt).toBe(45_000 + 5 * minute);
  });

  it('stays within its bounds, never shrinks before the window is over, and forgets what is older', () => {
    const looks = fc.array(
      fc.record({
        pauseMs: fc.integer({ min: 1, max: 4 * minute }),
        cpu: fc.option(fc.double({ min: 0, max: 400, noNaN: true }), { nil: undefined }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(looks, fc.integer({ min: 1, max: 4 }), (steps, min) => {
        const bounded = { ...policy, min, max: 8 };
        let recommendations: readonly Recommendation[] = [];
        let [replicas, at] = [min, 0];
        for (const { pauseMs, cpu } of steps) {
          at += pauseMs;
          const before = recommendations.filter((each) => each.at > at - policy.windowMs);
          const decision = decideReplicas(bounded, measured(replicas, cpu, at), recommendations);
          expect(decision.replicas).toBeGreaterThanOrEqual(min);
          expect(decision.replicas).toBeLessThanOrEqual(8);
          for (const earlier of before) {
            expect(decision.replicas).toBeGreaterThanOrEqual(Math.min(earlier.replicas, 8));
          }
          expect(decision.recommendations.length).toBe(before.length + 1);
          ({ recommendations, replicas } = decision);
        }
      }),
    );
  });
});

describe('usage between two looks', () => {
  it('is the mean share of the CPUs over the replicas that both looks saw', () => {
    const first = {
      at: 0,
      requests: 0,
      workMs: new Map([
        [1, 500],
        [2, 0],
      ]),
    };
    const second = {
      at: 10_000,
      requests: 50,
      workMs: new Map([
        [1, 5_500],
        [2, 10_000],
        [3, 9],
      ]),
    };
    // Replica 1 used 5 of 20 CPU seconds, replica 2 10 of 20; replica 3 is new.
    expect(measure(first, second, 2)).toEqual({
      at: 10_000,
      replicas: 3,
      usage: { cpu_utilization: 37.5, request_count: 100 },
    });
  });

  it('is not known at the first look and without replicas', () => {
    const look = { at: 1, requests: 0, workMs: new Map([[1, 1]]) };
    expect(measure(undefined, look, 1)).toBeUndefined();
    expect(measure(look, { ...look, at: 2, workMs: new Map() }, 1)).toBeUndefined();
  });
});

describe('a scaler', () => {
  class Scaled implements Scalable {
    targetCount = 1;
    requestCount = 0;
    activity = [{ pid: 1, busyMs: 0 }];
    readonly sizes: number[] = [];

    resize(count: number): void {
      this.sizes.push(count);
      this.targetCount = count;
      this.activity = Array.from({ length: count }, (_, index) => ({ pid: index + 1, busyMs: 0 }));
    }
  }

  function scalerOf(scaled: Scaled, cpuMs: Map<number, number>) {
    const clock = { time: 0 };
    const scaler = new Scaler(scaled, {
      periodMs: 1_000_000,
      cpus: 1,
      readCpu: async () => new Map(cpuMs),
      now: () => clock.time,
    });
    return { scaler, clock };
  }

  it('adds replicas by the CPU time of their process groups', async () => {
    const scaled = new Scaled();
    const cpuMs = new Map([[1, 0]]);
    const { scaler, clock } = scalerOf(scaled, cpuMs);
    scaler.follow(policy);
    await scaler.look();
    clock.time = 15_000;
    cpuMs.set(1, 15_000);
    await scaler.look();
    scaler.stop();
    expect(scaled.sizes).toEqual([2]);
  });

  it('applies changed bounds at once and does nothing after it was stopped', async () => {
    const scaled = new Scaled();
    const { scaler, clock } = scalerOf(scaled, new Map([[1, 0]]));
    scaler.follow({ ...policy, min: 3, max: 3 });
    scaler.follow({ ...policy, min: 1, max: 2 });
    expect(scaled.sizes).toEqual([3, 2]);
    await scaler.look();
    scaler.stop();
    clock.time = 15_000;
    await scaler.look();
    expect(scaled.sizes).toEqual([3, 2]);
  });
});

describe('CPU time of process groups', () => {
  it('is read past names that look like fields', () => {
    // proc(5): pid (comm) state ppid pgrp session tty tpgid flags minflt cminflt majflt cmajflt
    // utime stime cutime cstime …
    const stat = '77 (a) b (c) S 1 70 70 0 -1 4194304 9 8 7 6 150 50 25 5 20 0 1 0 100';
    expect(parseStat(stat)).toEqual({ group: 70, cpuMs: 2_300 });
  });

  it('is not known where there is no such file system', async () => {
    expect(await readCpuTimes('/nowhere')).toBeUndefined();
  });
});

describe('a machine', () => {
  it.each([
    [1, 2],
    [4, 4],
    [64, 8],
  ])('with %i CPUs runs up to %i replicas of a deployed model', (cpus, replicas) => {
    expect(defaultMaxReplicas(cpus)).toBe(replicas);
  });

  it('runs as many as its configuration says', () => {
    expect(readEmulatorConfig('f', 'max_replicas: 5').maxReplicas).toBe(5);
    expect(readEmulatorConfig('f', '').maxReplicas).toBeUndefined();
    expect(() => readEmulatorConfig('f', 'max_replicas: 0')).toThrow('f has one problem');
  });

  // Names as in "Configure compute resources for inference": the number of vCPUs is the last part.
  it.each([
    ['n1-standard-2', 16, 2],
    ['n1-highmem-16', 4, 4],
    ['a2-highgpu-1g', 8, 8],
  ])('stands for %s with %i CPUs as one with %i', (machineType, here, cpus) => {
    expect(cpusOf({ machineSpec: { machineType } }, here)).toBe(cpus);
  });
});
