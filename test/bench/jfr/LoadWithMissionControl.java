import java.io.File;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** Loads a recording as JDK Mission Control does when it opens one, and counts its events. */
public final class LoadWithMissionControl {
  public static void main(String[] arguments) throws Exception {
    IItemCollection items = JfrLoaderToolkit.loadEvents(new File(arguments[0]));
    long[] count = {0};
    items.forEach(each -> count[0] += each.getItemCount());
    System.out.println(count[0]);
  }
}
