const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A length of time as one or two units, never more exact than it is useful: `4 s`, `12 min`, `3 h 5 min`, `23 d`. */
export function formatAge(milliseconds: number): string {
  const age = Math.max(0, milliseconds);
  if (age < minute) return `${Math.floor(age / second)} s`;
  if (age < hour) return `${Math.floor(age / minute)} min`;
  if (age < 10 * hour) return pair(age, hour, 'h', minute, 'min');
  if (age < day) return `${Math.floor(age / hour)} h`;
  if (age < 10 * day) return pair(age, day, 'd', hour, 'h');
  return `${Math.floor(age / day)} d`;
}

function pair(age: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((age % large) / small);
  return `${Math.floor(age / large)} ${largeUnit}${rest === 0 ? '' : ` ${rest} ${smallUnit}`}`;
}

/** In how many milliseconds `formatAge` of this age may read differently. */
export function untilAgeChange(milliseconds: number): number {
  const age = Math.max(0, milliseconds);
  const step = age < minute ? second : age < 10 * hour ? minute : hour;
  return step - (age % step);
}
