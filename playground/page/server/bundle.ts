import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';

const client = fileURLToPath(new URL('../client/', import.meta.url));

/** Bundles the page's script and style from `client/`. @throws esbuild's error, when it cannot be built. */
export async function bundlePage(): Promise<{ script: string; style: string }> {
  const { outputFiles } = await build({
    entryPoints: [`${client}main.tsx`],
    outdir: client,
    tsconfig: `${client}tsconfig.json`,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  // Otherwise esbuild's helper process would keep running.
  await stop();
  const built = (ending: string) =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: built('.js'), style: built('.css') };
}
