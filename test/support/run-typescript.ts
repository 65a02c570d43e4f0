import { registerHooks } from 'node:module';

// For child processes of tests: Node strips types by itself, but looks for the `.js` that TypeScript has us write.
registerHooks({
  resolve: (specifier, context, next) => {
    const source =
      specifier.startsWith('.') && specifier.endsWith('.js') && !context.parentURL?.includes('/node_modules/');
    return next(source ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
