/** One run: the bot's database and transport, what fails, and how often. */
export type Scenario = {
  name: string;
  database: 'embedded' | 'postgres';
  instances: number;
  transport: 'http' | 'socket';
  kills: number;
  customers: number;
  /** What fails besides the killed processes. */
  faultsOf: 'slack' | 'model' | 'none';
  /** How many calls of the model a kill may waste: one for each ticket under triage. */
  wastedPerKill: number;
  /** How long after each failed attempt Slack delivers again. */
  redeliverAfterMs: number[];
};

/** Slack delivers again three times within minutes; these runs more often, within a minute. */
const redeliveries = [0, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000, 8_000, 8_000];

/** A run without faults of Slack or the model. */
export const defaults: Omit<Scenario, 'name' | 'customers'> = {
  database: 'embedded',
  instances: 1,
  transport: 'http',
  faultsOf: 'none',
  kills: 0,
  redeliverAfterMs: redeliveries,
  wastedPerKill: 1,
};

/** Every run. `kills` counts those of the embedded bot; two instances get half as many. */
export function scenarios(kills: number): Scenario[] {
  const share = (part: number) => Math.max(2, Math.ceil(kills * part));
  return [
    { ...defaults, name: 'embedded', kills, customers: kills },
    {
      ...defaults,
      name: 'PostgreSQL, two instances',
      database: 'postgres',
      instances: 2,
      kills: share(0.5),
      customers: share(0.5),
    },
    {
      ...defaults,
      name: 'Socket Mode',
      transport: 'socket',
      kills: share(0.1),
      customers: share(0.2),
    },
    {
      ...defaults,
      name: 'Slack delivers once',
      kills: share(0.05),
      customers: share(0.2),
      redeliverAfterMs: [],
    },
    {
      ...defaults,
      name: "Slack's faults",
      faultsOf: 'slack',
      kills: share(0.05),
      customers: share(0.3),
    },
    { ...defaults, name: "the model's faults", faultsOf: 'model', customers: share(0.3) },
  ];
}
