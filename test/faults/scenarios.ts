/** What a run is like: where the bot stands, what fails, and how much of it. */
export type Scenario = {
  name: string;
  database: 'embedded' | 'postgres';
  instances: number;
  transport: 'http' | 'socket';
  kills: number;
  customers: number;
  /** Slack's, or the model's, own faults. */
  trouble: 'slack' | 'model' | 'none';
  /** How many calls of the model a kill may waste: each of the tickets under triage can lose one. */
  wastedPerKill: number;
  /** How long after each failed attempt Slack delivers again. */
  redeliverAfterMs: number[];
};

/** Slack delivers again three times within minutes; here more often, within a minute. */
const patientSlack = [0, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000, 8_000, 8_000];

/** A run in which nothing fails by itself. */
export const usual: Omit<Scenario, 'name' | 'customers'> = {
  database: 'embedded',
  instances: 1,
  transport: 'http',
  trouble: 'none',
  kills: 0,
  redeliverAfterMs: patientSlack,
  wastedPerKill: 1,
};

/** Every run, for so many kills of the embedded bot; half as many fall on two instances. */
export function scenarios(kills: number): Scenario[] {
  const some = (share: number) => Math.max(2, Math.ceil(kills * share));
  return [
    { ...usual, name: 'embedded', kills, customers: kills },
    {
      ...usual,
      name: 'PostgreSQL, two instances',
      database: 'postgres',
      instances: 2,
      kills: some(0.5),
      customers: some(0.5),
    },
    {
      ...usual,
      name: 'Socket Mode',
      transport: 'socket',
      kills: some(0.1),
      customers: some(0.2),
    },
    {
      ...usual,
      name: 'Slack delivers once',
      kills: some(0.05),
      customers: some(0.2),
      redeliverAfterMs: [],
    },
    {
      ...usual,
      name: "Slack's faults",
      trouble: 'slack',
      kills: some(0.05),
      customers: some(0.3),
    },
    { ...usual, name: "the model's faults", trouble: 'model', customers: some(0.3) },
  ];
}
