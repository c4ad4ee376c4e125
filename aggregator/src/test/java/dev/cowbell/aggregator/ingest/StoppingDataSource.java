package dev.cowbell.aggregator.ingest;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** A real data source that reports each statement of ingest before it is sent. */
final class StoppingDataSource {

  private StoppingDataSource() {}

  static DataSource of(DataSource real, Stop stop) {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          Object result = invoke(real, method, arguments);
          return result instanceof Connection connection ? watched(connection, stop) : result;
        });
  }

  private static Connection watched(Connection real, Stop stop) {
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          switch (method.getName()) {
            case "prepareStatement" -> Phase.of((String) arguments[0]).ifPresent(stop::at);
            case "commit" -> stop.at(Phase.COMMIT);
            case "unwrap" -> {
              return copying((BaseConnection) real, stop);
            }
            default -> {
              // Everything else is no phase of its own.
            }
          }
          return invoke(real, method, arguments);
        });
  }

  private static PGConnection copying(BaseConnection real, Stop stop) {
    return proxy(
        PGConnection.class,
        (proxy, method, arguments) ->
            method.getName().equals("getCopyAPI")
                ? new WatchedCopies(real, stop)
                : invoke(real, method, arguments));
  }

  private static final class WatchedCopies extends CopyManager {
    private final Stop stop;

    WatchedCopies(BaseConnection connection, Stop stop) throws SQLException {
      super(connection);
      this.stop = stop;
    }

    @Override
    public CopyIn copyIn(String sql) throws SQLException {
      Phase.of(sql).ifPresent(stop::at);
      return super.copyIn(sql);
    }
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            StoppingDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
