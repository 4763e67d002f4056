/** A symmetric positive definite matrix of `size` rows, row by row, replaced by its lower Cholesky factor; whether it has one. */
export function factorise(matrix: Float64Array, size: number): boolean {
  for (let column = 0; column < size; column++) {
    const before = matrix[column * size + column]!
    let pivot = before
    for (let k = 0; k < column; k++) pivot -= matrix[column * size + k]! ** 2
    if (!(pivot > before * 1e-12)) return false
    const root = Math.sqrt(pivot)
    matrix[column * size + column] = root
    for (let row = column + 1; row < size; row++) {
      let sum = matrix[row * size + column]!
      for (let k = 0; k < column; k++) sum -= matrix[row * size + k]! * matrix[column * size + k]!
      matrix[row * size + column] = sum / root
    }
  }
  return true
}

/** Solves L z = right for the lower factor L of `factorise`. */
export function forward(factor: Float64Array, size: number, right: Float64Array): Float64Array {
  const solved = Float64Array.from(right)
  for (let row = 0; row < size; row++) {
    let sum = solved[row]!
    for (let k = 0; k < row; k++) sum -= factor[row * size + k]! * solved[k]!
    solved[row] = sum / factor[row * size + row]!
  }
  return solved
}

/** Solves Lᵀ z = right for the lower factor L of `factorise`. */
export function backward(factor: Float64Array, size: number, right: Float64Array): Float64Array {
  const solved = Float64Array.from(right)
  for (let row = size - 1; row >= 0; row--) {
    let sum = solved[row]!
    for (let k = row + 1; k < size; k++) sum -= factor[k * size + row]! * solved[k]!
    solved[row] = sum / factor[row * size + row]!
  }
  return solved
}

/** The sum of the products of two lists of one length. */
export function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let index = 0; index < one.length; index++) sum += one[index]! * other[index]!
  return sum
}
