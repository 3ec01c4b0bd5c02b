package io.github.mailbearer.doctor;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** 1: whether the names of mail server and login host lead to addresses. */
final class NamesCheck extends Examination {

    private final SetUp setUp;

    NamesCheck(SetUp setUp) {
        super("1", "Names of the servers");
        this.setUp = setUp;
    }

    @Override
    String waitsFor() {
        return "the name server's answer for " + setUp.server().host();
    }

    @Override
    Finding examine(Findings known) {
        String host = setUp.server().host();
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            return Finding.fail(
                    "The name " + host + " leads to no address.",
                    "Check its spelling. If it is right, this machine's name server does not know names of the internet:"
                            + " ask whoever runs the network for DNS, or for the way out to " + setUp.address() + ".");
        }
        String authority = setUp.settings().asksEntra()
                ? setUp.authority().map(uri -> uri.getHost()).orElse("")
                : "";
        Finding finding = isKnown(authority)
                ? Finding.pass("The names lead to addresses.")
                : Finding.warn(
                        "The name " + authority + " leads to no address here.",
                        "That is as it should be where only a proxy knows names of the internet; check 5 shows whether"
                                + " the proxy is used. Else ask for DNS.");
        return finding.with(host, words(addresses)).with("note", onlySix(addresses));
    }

    private static boolean isKnown(String host) {
        try {
            return host.isEmpty() || InetAddress.getAllByName(host).length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String words(InetAddress... addresses) {
        Stream<String> few = Arrays.stream(addresses).limit(4).map(InetAddress::getHostAddress);
        return few.collect(Collectors.joining(" ")) + (addresses.length > 4 ? " …" : "");
    }

    private static String onlySix(InetAddress... addresses) {
        return Arrays.stream(addresses).allMatch(Inet6Address.class::isInstance)
                ? "only IPv6: without a way out by IPv6 nothing is reached"
                : "";
    }
}
