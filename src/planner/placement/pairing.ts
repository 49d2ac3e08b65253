/** Numbers, from 0 on, that are equal for equal pairs of numbers. */
export function pairing(): (a: number, b: number) => number {
  const numbers = new Map<number, Map<number, number>>();
  let distinct = 0;
  return (a, b) => {
    let row = numbers.get(a);
    if (!row) {
      row = new Map();
      numbers.set(a, row);
    }
    let number = row.get(b);
    if (number === undefined) {
      number = distinct++;
      row.set(b, number);
    }
    return number;
  };
}
