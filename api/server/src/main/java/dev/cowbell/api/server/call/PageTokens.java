package dev.cowbell.api.server.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Says where a page or stream ended, in a form that callers can neither read, nor change, nor use
 * for another request: a key, and a MAC over it and over the request it belongs to. Replicas that
 * share the secret take each other's tokens.
 */
public final class PageTokens {
  private static final String MAC = "HmacSHA256";
  private static final int MAC_BYTES = 16;
  private static final int LONGEST = 8192;
  private static final int DEFAULT_SIZE = 50;
  private static final int GREATEST_SIZE = 1000;

  /** Cannot occur in a name: the database does not store it. */
  private static final String BETWEEN = "\0";

  private final SecretKeySpec secret;

  private PageTokens(byte[] secret) {
    this.secret = new SecretKeySpec(secret, MAC);
  }

  /** Tokens under a secret that replicas share. */
  public static PageTokens sharing(String secret) {
    return new PageTokens(secret.getBytes(UTF_8));
  }

  /** Tokens that are good in this process only. */
  public static PageTokens ofThisProcess() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return new PageTokens(secret);
  }

  /**
   * Reads page_size and page_token as they were sent.
   *
   * @param scope the request without those two
   * @param keyParts how many parts the key of a row has
   */
  public PageRequest page(String scope, int pageSize, String pageToken, int keyParts) {
    return page(scope, pageSize, DEFAULT_SIZE, pageToken, keyParts);
  }

  /** The same, for a list with a page size of its own where none is asked for. */
  public PageRequest page(
      String scope, int pageSize, int defaultSize, String pageToken, int keyParts) {
    if (pageSize < 0) {
      throw Refusal.invalid(
          "page_size",
          "page_size must be 0 (for %d) to %d, not %d"
              .formatted(defaultSize, GREATEST_SIZE, pageSize));
    }
    int size = pageSize == 0 ? defaultSize : Math.min(pageSize, GREATEST_SIZE);
    List<String> after =
        pageToken.isEmpty() ? List.of() : read("page_token", scope, pageToken, keyParts);
    return new PageRequest(size, after, key -> write(scope, key));
  }

  /** A token for a key. */
  public String write(String scope, List<String> key) {
    byte[] plain = String.join(BETWEEN, key).getBytes(UTF_8);
    byte[] mac = mac(scope, plain);
    byte[] token = Arrays.copyOf(mac, MAC_BYTES + plain.length);
    System.arraycopy(plain, 0, token, MAC_BYTES, plain.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** The key in a token; refuses one that was not written here for this request. */
  public List<String> read(String field, String scope, String token, int keyParts) {
    try {
      if (token.length() > LONGEST) {
        throw malformed(field);
      }
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      byte[] plain = Arrays.copyOfRange(bytes, Math.min(MAC_BYTES, bytes.length), bytes.length);
      byte[] mac = Arrays.copyOf(bytes, MAC_BYTES);
      if (!MessageDigest.isEqual(mac, mac(scope, plain))) {
        throw malformed(field);
      }
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(plain)).toString();
      List<String> key = List.of(text.split(BETWEEN, -1));
      if (key.size() != keyParts) {
        throw malformed(field);
      }
      return key;
    } catch (IllegalArgumentException | CharacterCodingException e) {
      Refusal refusal = malformed(field);
      refusal.initCause(e);
      throw refusal;
    }
  }

  private byte[] mac(String scope, byte[] plain) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(secret);
      byte[] about = scope.getBytes(UTF_8);
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(about.length).array());
      mac.update(about);
      return Arrays.copyOf(mac.doFinal(plain), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }

  private static Refusal malformed(String field) {
    return Refusal.invalid(
        field,
        "%s must be empty or the token of an earlier answer to this very request, with the same filters and order"
            .formatted(field));
  }
}
