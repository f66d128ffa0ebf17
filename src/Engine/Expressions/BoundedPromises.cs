using Jint;
using Jint.Native.Object;

namespace GridGov.Workflow.Engine.Expressions;

/// <summary>
/// The combinators of promises in JavaScript, where statements are counted: Jint's own run for ever over an endless native iterator.
/// </summary>
internal static class BoundedPromises
{
    private static readonly string[] Names = ["all", "allSettled", "any", "race"];

    private static readonly Prepared<Acornima.Ast.Script> Source = Jint.Engine.PrepareScript("""
        (function () {
          'use strict';
          const gather = (items, each) => new Promise((resolve, reject) => {
            const list = [...items], results = [];
            let open = list.length;
            const settle = (i, value) => { results[i] = value; if (--open === 0) each.done(results, resolve, reject); };
            if (open === 0) each.done(results, resolve, reject);
            for (let i = 0; i < list.length; i++) {
              Promise.resolve(list[i]).then(v => each.fulfilled(v, i, settle, resolve), e => each.rejected(e, i, settle, reject));
            }
          });
          const whenAll = (results, resolve) => resolve(results);
          return {
            all: items => gather(items, { done: whenAll, fulfilled: (v, i, settle) => settle(i, v), rejected: (e, i, settle, reject) => reject(e) }),
            allSettled: items => gather(items, {
              done: whenAll,
              fulfilled: (value, i, settle) => settle(i, { status: 'fulfilled', value }),
              rejected: (reason, i, settle) => settle(i, { status: 'rejected', reason }),
            }),
            any: items => gather(items, {
              done: (errors, resolve, reject) => reject(new AggregateError(errors, 'All promises were rejected')),
              fulfilled: (v, i, settle, resolve) => resolve(v),
              rejected: (e, i, settle) => settle(i, e),
            }),
            race: items => gather(items, { done: () => {}, fulfilled: (v, i, settle, resolve) => resolve(v), rejected: (e, i, settle, reject) => reject(e) }),
          };
        })()
        """);

    public static void Install(ScriptSession session)
    {
        var constructor = (ObjectInstance)session.Engine.Global.Get("Promise");
        var bounded = (ObjectInstance)session.Engine.Evaluate(Source);
        foreach (var name in Names) ScriptSession.Define(constructor, name, bounded.Get(name));
        constructor.RemoveOwnProperty("allKeyed");
        constructor.RemoveOwnProperty("allSettledKeyed");
    }
}
