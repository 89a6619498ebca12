use super::*;
use argon2::ParamsBuilder;
use proptest::prelude::*;

/// So little that thousands of openings take no time. Files never have it.
const CHEAP: Cost = Cost {
    memory: 8,
    passes: 1,
    lanes: 1,
};
const CHANCE: Chance = Chance {
    salt: [7; 16],
    nonce: [9; 24],
};
const MARK: [u8; 32] = [5; 32];

fn words(text: &str) -> Passphrase {
    Passphrase::normalised(text)
}

/// Locks at some cost.
fn lock_at(cost: Cost, content: &[u8], passphrase: &str, chance: &Chance) -> Vec<u8> {
    let recipe = Recipe {
        cost,
        salt: chance.salt,
    };
    let key = recipe.key(&words(passphrase)).expect("there is memory");
    lock(content, &key, chance.nonce, &MARK).expect("anything can be locked")
}

fn sealed(content: &[u8]) -> Vec<u8> {
    lock_at(CHEAP, content, "three plain words", &CHANCE)
}

fn opened(bytes: Vec<u8>, passphrase: &str) -> Result<Vec<u8>, Refused> {
    let sealed = Sealed::at_any_cost(bytes)?;
    let key = sealed.recipe().key(&words(passphrase))?;
    Ok(sealed.unlock(&key)?.to_vec())
}

#[test]
fn files_are_locked_with_more_than_owasp_advises() {
    // The Password Storage Cheat Sheet of OWASP, any one of which will do: KiB and passes, 1 lane.
    for (memory, passes) in [
        (47_104_u32, 1_u32),
        (19_456, 2),
        (12_288, 3),
        (9_216, 4),
        (7_168, 5),
    ] {
        let work = u64::from(memory) * u64::from(passes);
        assert!(Cost::USED.memory >= memory);
        assert!(u64::from(Cost::USED.memory) * u64::from(Cost::USED.passes) >= 3 * work);
    }
    // RFC 9106, section 4, the second choice: 64 MiB, 3 passes.
    assert_eq!((Cost::USED.memory, Cost::USED.passes), (65_536, 3));
    assert!(Cost::USED.is_allowed());
    let file = lock_at(Cost::USED, b"x", "three plain words", &CHANCE);
    assert_eq!(Sealed::read(file).unwrap().recipe.cost, Cost::USED);
    assert_eq!(Recipe::fresh(&CHANCE).cost, Cost::USED);
}

#[test]
fn a_file_that_asks_for_too_little_or_too_much_is_not_tried() {
    for (at, number) in [(4, 8), (4, u32::MAX), (8, 1), (8, 1_000), (12, 0), (12, 64)] {
        let mut file = sealed(b"x");
        file[4..16].copy_from_slice(&Recipe::fresh(&CHANCE).bytes()[..12]);
        assert!(Sealed::read(file.clone()).is_ok());
        file[at..at + 4].copy_from_slice(&u32::to_le_bytes(number));
        assert_eq!(
            Sealed::read(file).unwrap_err(),
            Refused::Damaged,
            "{at} {number}"
        );
    }
}

#[test]
fn argon2id_has_the_value_of_rfc_9106() {
    // Section 5.3: 32 KiB, 3 passes, 4 lanes, with secret and associated data.
    let mut params = ParamsBuilder::new();
    params.m_cost(32).t_cost(3).p_cost(4).output_len(32);
    params.data(argon2::AssociatedData::new(&[4; 12]).unwrap());
    let argon2 = Argon2::new_with_secret(
        &[3; 8],
        Algorithm::Argon2id,
        Version::V0x13,
        params.build().unwrap(),
    );
    let mut tag = [0; 32];
    argon2
        .unwrap()
        .hash_password_into(&[1; 32], &[2; 16], &mut tag)
        .unwrap();
    let expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659";
    assert_eq!(hex(&tag), expected);
}

#[test]
fn xchacha20_poly1305_has_the_value_of_its_draft() {
    // draft-irtf-cfrg-xchacha-03, appendix A.3.1.
    let key: [u8; 32] = std::array::from_fn(|at| 0x80 + u8::try_from(at).unwrap());
    let nonce: [u8; 24] = std::array::from_fn(|at| 0x40 + u8::try_from(at).unwrap());
    let aad = [
        0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7,
    ];
    let msg = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for \
                the future, sunscreen would be it.";
    let payload = Payload { msg, aad: &aad };
    let sealed = XChaCha20Poly1305::new(&key.into())
        .encrypt(&nonce.into(), payload)
        .unwrap();
    let expected = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb\
                    731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452\
                    2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
                    21f9664c97637da9768812f615c68b13b52e\
                    c0875924c1c7987947deafd8780acf49";
    assert_eq!(hex(&sealed), expected);
}

#[test]
fn a_key_worked_out_elsewhere_is_the_same() {
    let (chance, passphrase) = (CHANCE, words("three plain words"));
    let recipe = Recipe {
        cost: CHEAP,
        salt: chance.salt,
    };
    let found = work_out(&recipe.order(&passphrase)).unwrap();
    let locked = lock(b"x", &recipe.found(*found), chance.nonce, &MARK).unwrap();
    assert_eq!(opened(locked, "three plain words").unwrap(), b"x");
    for none in [&b""[..], &[0; 27], &[0; 28], &[0xff; 60]] {
        assert!(work_out(none).is_none());
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_wrong_passphrase_and_any_flipped_bit_are_refused() {
    let file = sealed(b"{\"early_action\":1,\"maps\":[]}");
    assert!(opened(file.clone(), "three plain words").is_ok());
    for wrong in [
        "",
        "three plain word",
        "three plainwords",
        "Three plain words",
    ] {
        assert_eq!(
            opened(file.clone(), wrong).unwrap_err(),
            Refused::Passphrase
        );
    }
    for bit in 0..file.len() * 8 {
        let mut changed = file.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        // Where a flip asks for more memory than any file may, opening is not even tried.
        let cost = Sealed::at_any_cost(changed.clone()).map(|sealed| sealed.recipe.cost);
        let is_wild = cost.is_ok_and(|cost| cost.memory > 1_000 || cost.passes > 1_000);
        assert!(
            is_wild || opened(changed, "three plain words").is_err(),
            "bit {bit}"
        );
    }
    for length in 0..file.len() {
        assert!(
            opened(file[..length].to_vec(), "three plain words").is_err(),
            "{length} bytes"
        );
    }
}

#[test]
fn nothing_of_the_content_or_the_passphrase_is_in_a_locked_file() {
    let file = sealed(b"Grandmother Rosalind");
    for secret in ["Grandmother", "Rosalind", "three", "plain"] {
        assert!(
            !file
                .windows(secret.len())
                .any(|part| part == secret.as_bytes())
        );
    }
    let other = Chance {
        nonce: [1; 24],
        ..CHANCE
    };
    let again = lock_at(CHEAP, b"Grandmother Rosalind", "three plain words", &other);
    assert_ne!(
        again[HEADER..],
        file[HEADER..],
        "another nonce, another text"
    );
}

proptest! {
    #[test]
    fn what_is_locked_opens_again(content: Vec<u8>, passphrase in "\\PC{1,40}", salt: [u8; 16], nonce: [u8; 24]) {
        let chance = Chance { salt, nonce };
        let file = lock_at(CHEAP, &content, &passphrase, &chance);
        prop_assert_eq!(Sealed::at_any_cost(file.clone()).unwrap().mark(), MARK);
        prop_assert_eq!(opened(file, &passphrase).unwrap(), content);
    }
}
