/** Ground of a cell by how much of its row it holds, in percent of the colour. */
export const shadePercents = [0, 8, 14, 20, 26, 32] as const;

/** Right decisions and wrong ones; that the diagonal is right is seen without colour too. */
export function shading(): string {
  return shadePercents
    .map((percent, shade) => {
      const ground = (colour: string) =>
        `background:color-mix(in srgb,var(--${colour}) ${percent}%,var(--panel))`;
      return `.right-${shade}{${ground('good')}}.wrong-${shade}{${ground('bad')}}`;
    })
    .join('');
}
