-- Sums over all installed shops for the metrics. It runs with the rights of whoever calls it and names one shop after
-- another, as each transaction of the app does; it reads nothing that the app could not read, and returns sums only.
CREATE FUNCTION figures_of_every_shop(since timestamp) RETURNS TABLE (shops bigint, unbalanced bigint, missing bigint, outdated bigint)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  one text;
BEGIN
  shops := 0; unbalanced := 0; missing := 0; outdated := 0;
  FOR one IN SELECT "id" FROM public."Shop" WHERE "uninstalledAt" IS NULL LOOP
    PERFORM set_config('app.shop', one, true);
    shops := shops + 1;
    unbalanced := unbalanced + (SELECT count(*) FROM public."OrderCheck" WHERE "shopId" = one AND NOT "balanced");
    missing := missing + (SELECT count(*) FROM public."SweepRecovery" WHERE "shopId" = one AND "foundAt" > since AND "finding" = 'missing');
    outdated := outdated + (SELECT count(*) FROM public."SweepRecovery" WHERE "shopId" = one AND "foundAt" > since AND "finding" = 'outdated');
  END LOOP;
  PERFORM set_config('app.shop', '', true);
  RETURN NEXT;
END
$$;
REVOKE ALL ON FUNCTION figures_of_every_shop(timestamp) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION figures_of_every_shop(timestamp) TO daifa_app;
