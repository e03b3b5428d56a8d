import type { Workspace } from '../../playground/workspace/workspace.ts';

/** Adds every fault of Slack: of its Web API, and of its deliveries. `slack.faults.clear` removes them. */
export function addSlackFaults({ faults }: Workspace): void {
  faults.add({ fault: 'rate-limited', retryAfterSeconds: 1, probability: 0.05 });
  faults.add({ fault: 'http-error', status: 503, probability: 0.04 });
  faults.add({ fault: 'slack-error', error: 'internal_error', probability: 0.03 });
  faults.add({ fault: 'answer-lost', probability: 0.06 });
  faults.add({ fault: 'connection-lost', probability: 0.04 });
  faults.add({ fault: 'hang', forMs: 2_000, probability: 0.02 });
  faults.add({ fault: 'hang', probability: 0.005 });

  const type = ['message', 'app_mention'];
  faults.add({ fault: 'duplicated', type, copies: 10, probability: 0.2 });
  faults.add({ fault: 'reordered', type, together: 4, probability: 0.2 });
  faults.add({ fault: 'dropped', type, probability: 0.15 });
  faults.add({ fault: 'delayed', type, byMs: 2_500, probability: 0.1 });
}
