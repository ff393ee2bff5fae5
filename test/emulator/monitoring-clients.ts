import { AlertPolicyServiceClient } from '@google-cloud/monitoring/build/src/v3/alert_policy_service_client.js';
import { GroupServiceClient } from '@google-cloud/monitoring/build/src/v3/group_service_client.js';
import { MetricServiceClient } from '@google-cloud/monitoring/build/src/v3/metric_service_client.js';
import { NotificationChannelServiceClient } from '@google-cloud/monitoring/build/src/v3/notification_channel_service_client.js';
import { UptimeCheckServiceClient } from '@google-cloud/monitoring/build/src/v3/uptime_check_service_client.js';
import { googleAuthLibrary } from 'google-gax';
import { Bench, TestClock } from './harness.ts';

export const name = 'projects/demo-project';
export const global = { type: 'global', labels: { project_id: 'demo-project' } };

/** The official clients of Cloud Monitoring in REST mode, against an emulator whose clock stands still. */
export class MonitoringBench {
  readonly clock: TestClock;
  readonly bench: Bench;
  readonly metrics: MetricServiceClient;
  readonly policies: AlertPolicyServiceClient;
  readonly channels: NotificationChannelServiceClient;
  readonly groups: GroupServiceClient;
  readonly uptime: UptimeCheckServiceClient;

  private constructor(clock: TestClock, bench: Bench) {
    this.clock = clock;
    this.bench = bench;
    const [apiEndpoint = '', port = ''] = bench.emulator.http.split(':');
    const authClient = new googleAuthLibrary.PassThroughClient({
      transporterOptions: { validateStatus: () => true },
    });
    const options = {
      fallback: true,
      protocol: 'http',
      apiEndpoint,
      port: Number(port),
      authClient,
    } as const;
    this.metrics = new MetricServiceClient(options);
    this.policies = new AlertPolicyServiceClient(options);
    this.channels = new NotificationChannelServiceClient(options);
    this.groups = new GroupServiceClient(options);
    this.uptime = new UptimeCheckServiceClient(options);
  }

  static async start(): Promise<MonitoringBench> {
    const clock = new TestClock();
    return new MonitoringBench(clock, await Bench.start({ clock }));
  }

  /** The time of the emulator, moved by seconds. */
  seconds(offset = 0): { seconds: number } {
    return { seconds: this.clock.time / 1000 + offset };
  }

  /** A point of now. */
  gauge(type: string, value: object, labels: Record<string, string> = {}) {
    return {
      metric: { type: `custom.googleapis.com/${type}`, labels },
      resource: global,
      points: [{ interval: { endTime: this.seconds() }, value }],
    };
  }

  /** Series of the last hour. */
  read(type: string, more: object = {}) {
    return this.metrics.listTimeSeries({
      name,
      filter: `metric.type = "custom.googleapis.com/${type}"`,
      interval: { startTime: this.seconds(-3600), endTime: this.seconds() },
      view: 'FULL',
      ...more,
    });
  }
}
